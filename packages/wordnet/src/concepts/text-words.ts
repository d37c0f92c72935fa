/** A word of a text, or a part of a hyphenated one. */
export type TextWord = {
  text: string;
  /** The position in the text, in UTF-16 code units; `end` is exclusive. */
  start: number;
  end: number;
  /** Whether it is the first or the last part of its word: both, unless the word has hyphens. */
  opens: boolean;
  closes: boolean;
  /** Whether it follows the beginning of the text or the end of a sentence, except for opening quotes. */
  beginsSentence: boolean;
};

const word = /[\p{L}\p{M}\p{N}]+(?:['’\-.][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text in order; hyphenated ones are split into parts. */
export function textWords(text: string): TextWord[] {
  const words: TextWord[] = [];
  for (const match of text.matchAll(word)) {
    const parts = match[0].split("-");
    let start = match.index;
    for (const [i, part] of parts.entries()) {
      const opens = i === 0;
      const end = start + part.length;
      const beginsSentence = opens && followsSentence(text, start);
      words.push({ text: part, start, end, opens, closes: i === parts.length - 1, beginsSentence });
      start = end + 1;
    }
  }
  return words;
}

const opening = /["'“‘(\s]/u;

/** Looks back only as far as the word before. */
function followsSentence(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && opening.test(text[at]!)) at--;
  return at < 0 || ".!?:".includes(text[at]!);
}

/**
 * Whether words can be one phrase: there is only a space or a hyphen between them (a lemma doesn't go across a comma), and
 * a hyphenated word is included completely, or the phrase is only a part of it.
 */
export function isOnePhrase(text: string, words: readonly TextWord[]): boolean {
  const [first, last] = [words[0]!, words[words.length - 1]!];
  const isWithinOne = words.every(({ opens }, i) => i === 0 || !opens);
  if (!isWithinOne && !(first.opens && last.closes)) return false;
  return words.every(({ start }, i) => i === 0 || /^[ \u00a0-]$/.test(text.slice(words[i - 1]!.end, start)));
}
