/**
 * Normalises a text for comparison: resolves compatibility forms (full-width letters, ligatures), drops accents of
 * alphabetic scripts (voicing marks of kana stay), lower-cases, unifies apostrophes, and collapses white space.
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

/** The folded runs of letters and digits; in scripts without spaces (Chinese, Japanese), a run is a phrase. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

export function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The length in Unicode code points, so that an emoji or a rare ideograph counts as one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Scripts without spaces, in which one character says what takes a word in others. */
export const IDEOGRAPHIC: RegExp = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
