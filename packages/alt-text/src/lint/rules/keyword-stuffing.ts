import { lengthOf, wordsOf } from "../fold.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const keywordStuffing: AltTextRule = {
  id: "keyword-stuffing",
  title: "The alt is a list of keywords",
  severity: "warning",
  sources: /* @__PURE__ */ cite("Google descriptive-alt-text", "Harvard describe-content-images"),
  check(_image, { text, words, vocabularies }) {
    const isStopWord = (word: string): boolean => vocabularies.some(({ stopWords }) => stopWords.has(word));
    const content = words.filter((word) => lengthOf(word) >= 3 && !isStopWord(word));
    const counts = new Map<string, number>();
    for (const word of content) counts.set(word, (counts.get(word) ?? 0) + 1);
    const most = Math.max(0, ...counts.values());
    const parts = text.split(/[,，、;；|｜]/).map(wordsOf);
    // Long lists of short things, none of them joined by a function word: not "apples, pears and plums in a bowl".
    const isList = parts.length >= 8 && parts.every((part) => part.length <= 3) && !words.some(isStopWord);
    const isRepetitive = most >= 4 && most >= 0.25 * content.length;
    const isRepetitiveList = parts.length >= 4 && sharedBy(parts, isStopWord) >= 3;
    if (!isList && !isRepetitive && !isRepetitiveList) return undefined;
    return {
      message:
        "This is written for search engines, which treat it as spam. Listeners have to sit through it and learn little about the picture.",
      suggestion: "Describe the picture in one sentence, and don't repeat words.",
      evidence: text,
    };
  },
};

/** How many of the parts, all of them short, contain the most frequent word. */
function sharedBy(parts: readonly string[][], isStopWord: (word: string) => boolean): number {
  const counts = new Map<string, number>();
  for (const words of parts) {
    if (words.length > 5) return 0;
    for (const word of new Set(words)) {
      if (lengthOf(word) >= 4 && !isStopWord(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return Math.max(0, ...counts.values());
}
