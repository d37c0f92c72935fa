import { wordsOf } from "../fold.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const repeatsCaption: AltTextRule = {
  id: "repeats-caption",
  title: "The alt repeats the caption",
  severity: "hint",
  sources: /* @__PURE__ */ cite("Harvard describe-content-images", "WAVE alt_redundant", "W3C tutorial informative"),
  check({ figcaption }, { text, words }) {
    if (figcaption === undefined || words.length === 0) return undefined;
    const caption = wordsOf(figcaption);
    const isStart = words.every((word, i) => caption[i] === word);
    if (!isStart || (words.length !== caption.length && words.length < 4)) return undefined;
    return {
      message:
        "Listeners hear the caption twice and still don't know what the picture looks like. A caption adds to a picture; an alt replaces it.",
      suggestion: "Describe in the alt what can be seen.",
      evidence: text,
    };
  },
};
