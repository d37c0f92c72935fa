import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const allCapitals: AltTextRule = {
  id: "all-capitals",
  title: "The alt is written in capitals",
  severity: "hint",
  sources: /* @__PURE__ */ cite("WebAIM fonts/#caps"),
  check(_image, { text, vocabularies }) {
    if (!/\p{Lu}/u.test(text) || /\p{Ll}/u.test(text)) return undefined;
    // Acronyms and product names ("NASA/ESA", "BBC NEWS") belong in capitals: only a sentence of them counts.
    const words = text.split(/[^\p{L}\p{N}'’/-]+/u).filter((word) => /^\p{Lu}{2,}$/u.test(word));
    const letters = words.join("").length;
    const isLong = words.filter((word) => word.length >= 7).length > 0 && words.length >= 2;
    const hasSmallWord = words.some((word) => vocabularies.some((known) => known.stopWords.has(word.toLowerCase())));
    if (letters < 12 || !(isLong || words.length >= 4 || (hasSmallWord && words.length >= 3))) return undefined;
    return {
      message: "Some screen readers take words in capitals for abbreviations and spell them out letter by letter.",
      suggestion: "Write it in sentence case, and keep capitals for abbreviations.",
      evidence: text,
    };
  },
};
