/** A word of a text. */
export type FoldedWord = {
  /** In lower case, without compatibility characters (NFKC): `"café"` for `Café`, whichever way it is encoded. */
  readonly word: string;
  /** Where it is in the text, in UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
};

/** Scripts that write words without spaces: each character is a word. Katakana isn't one; its runs mostly are words. */
const UNSPACED = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}";
const WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, "gu");

/** A longer run of letters isn't a word, and normalising them could take time in proportion to the square of their length. */
const MAX_WORD_LENGTH = 256;

/**
 * The words of a text: runs of letters, marks and digits, so *women's* and *African-American* have two. In scripts without
 * spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese), each character counts as a word. Runs of more than 256
 * code units stay as they are written. Takes time in proportion to the text's length.
 */
export function foldedWords(text: string): FoldedWord[] {
  return Array.from(text.matchAll(WORD), ({ 0: written, index }) => ({
    word: written.length > MAX_WORD_LENGTH ? written : written.normalize("NFKC").toLowerCase(),
    start: index,
    end: index + written.length,
  }));
}
