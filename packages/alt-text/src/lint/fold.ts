/**
 * A text in the form in which texts are compared: compatibility forms resolved (full-width letters, ligatures),
 * accents of alphabetic scripts dropped (voicing marks of kana stay), small letters, one kind of apostrophe, white
 * space collapsed.
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

/** The folded runs of letters and digits; where no spaces are written (Chinese, Japanese), a run is a phrase. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

export function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** In Unicode code points, so that an emoji or a rare ideograph is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Scripts that are written without spaces and say in one character what takes others a word. */
export const IDEOGRAPHIC: RegExp = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
