import { wordsOf } from "../fold.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const repeatsControlText: AltTextRule = {
  id: "repeats-control-text",
  title: "The alt repeats the text of its link, button or other control",
  severity: "warning",
  sources: /* @__PURE__ */ cite("WCAG H2", "axe image-redundant-alt", "WAVE alt_redundant", "W3C tutorial functional"),
  check(image, { text, words, control }) {
    const shown = wordsOf(image.control?.text ?? "");
    if (words.length === 0 || shown.length === 0) return undefined;
    const isStart = words.every((word, i) => shown[i] === word);
    if (!isStart || (words.length !== shown.length && words.length < 3)) return undefined;
    return {
      message: `The ${control} already has this text, so listeners hear it twice.`,
      suggestion: 'Write alt="": the text next to it says enough.',
      evidence: text,
    };
  },
};
