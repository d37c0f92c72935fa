import { collapse, fold, IDEOGRAPHIC, lengthOf } from "../fold.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const repeatsNearbyText: AltTextRule = {
  id: "repeats-nearby-text",
  title: "The alt repeats the text next to the image",
  severity: "hint",
  sources: /* @__PURE__ */ cite("Harvard describe-content-images", "WAVE alt_redundant"),
  check(image, { text, folded, words }) {
    const isSubstantial = words.length >= 2 || lengthOf(text) >= (IDEOGRAPHIC.test(text) ? 4 : 10);
    // A caption, and the text of a link or another control, has a rule of its own.
    if (!isSubstantial || image.figcaption || image.link?.text || image.control?.text) return undefined;
    const isHeading = image.heading !== undefined && fold(image.heading) === folded;
    if (!startsWithPhrase(image.textAfter, text) && !endsWithPhrase(image.textBefore, text, isHeading))
      return undefined;
    return {
      message: "The same words are next to the image: listeners hear them twice and learn nothing about the picture.",
      suggestion: 'If the text says it all, write alt="". Otherwise say in the alt what only the picture shows.',
      evidence: text,
    };
  },
};

/** Whether the phrase is complete: what follows doesn't continue its sentence. */
function startsWithPhrase(around: string, phrase: string): boolean {
  const after = collapse(around);
  if (!same(after.slice(0, phrase.length), phrase)) return false;
  return /^($|[^\p{L}\p{N}\s'’-]| [\p{Lu}\p{N}“"«])/u.test(after.slice(phrase.length));
}

function endsWithPhrase(around: string, phrase: string, isHeading: boolean): boolean {
  const before = collapse(around);
  if (!same(before.slice(-phrase.length), phrase)) return false;
  return isHeading || /(^|[.!?:;|•。！？：；] ?)$/u.test(before.slice(0, -phrase.length));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
