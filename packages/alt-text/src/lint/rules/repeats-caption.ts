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
        "The listener hears the caption twice, and still does not know what is to be seen: a caption tells about a picture, an alt stands in for it.",
      suggestion: "Let the alt describe what is to be seen.",
      evidence: text,
    };
  },
};
