import { IDEOGRAPHIC, lengthOf } from "../fold.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const tooShort: AltTextRule = {
  id: "too-short",
  title: "The alt is a letter or two",
  severity: "hint",
  sources: /* @__PURE__ */ cite("WCAG G95", "ACT qt1vmo"),
  check(_image, { text, aloneInControl }) {
    // "EN", "TV", "3" and "10" may well be what the image shows; "猫" is a word.
    const isLetter = lengthOf(text) === 1 && /\p{L}/u.test(text);
    const isTwo = /^\p{Ll}{2}$/u.test(text) && !aloneInControl;
    if (!(isLetter || isTwo) || IDEOGRAPHIC.test(text)) return undefined;
    return {
      message: "So short a text can hardly stand for a picture: the listener learns nothing from it.",
      suggestion: 'Describe the picture, or write alt="" if it only decorates.',
      evidence: text,
    };
  },
};
