import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const tooShort: AltTextRule = {
  id: "too-short",
  title: "The alt is a letter or two",
  severity: "hint",
  sources: /* @__PURE__ */ cite("WCAG G95", "ACT qt1vmo"),
  check(_image, { text, aloneInControl }) {
    // "EN", "A", "3" and "π" may well be what the image shows, "猫" is a word, and "go" is what a button does.
    if (aloneInControl || !/^[\p{Script=Latin}\p{Script=Cyrillic}]{1,2}$/u.test(text) || /\p{Lu}/u.test(text))
      return undefined;
    return {
      message: "A text this short can hardly replace a picture: listeners learn nothing from it.",
      suggestion: 'Describe the picture, or write alt="" if it is only decorative.',
      evidence: text,
    };
  },
};
