import { Alt2imgError } from "../error.js";
import { foldedWords } from "./folded-words.js";

/** A term in a text. */
export type TermMatch = {
  /** As the list of terms writes it. */
  readonly term: string;
  /** Where it is in the text, in UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
};

/** Finds terms in a text, from left to right. */
export type TermFinder = (text: string) => TermMatch[];

/** The most words that a term can have; in scripts without spaces, the most characters. */
export const MAX_TERM_WORDS = 32;

type Node = { readonly next: Map<string, Node>; term?: string };

/** What may be between the words of a term: white space, or one hyphen, apostrophe, full stop, slash, joiner, or nothing. */
const BETWEEN = /^(?:\s+|[-‐‑'’.·_/\u200c\u200d]?)$/u;

/**
 * Finds any of many terms in a text. Terms match whole words, in any case; their words may be joined by white space or by a hyphen,
 * but not by a comma: `fire fighter` matches *Fire-Fighter*. At each place the longest term counts, and none inside it:
 * if both are terms, a *construction worker* isn't a *worker*. In scripts without spaces between words, a term matches
 * anywhere, inside longer words too.
 *
 * It takes time in proportion to the text's length, however many terms there are.
 *
 * @param terms of those that are equal but for case and spacing, the first one counts
 * @throws Alt2imgError `core/term` for a term without letters or digits, or with more than `MAX_TERM_WORDS` words
 */
export function termFinder(terms: Iterable<string>): TermFinder {
  const root: Node = { next: new Map() };
  for (const term of terms) {
    let node = root;
    for (const word of wordsOfTerm(term)) {
      let next = node.next.get(word);
      if (next === undefined) node.next.set(word, (next = { next: new Map() }));
      node = next;
    }
    node.term ??= term;
  }
  return (text) => {
    const words = foldedWords(text);
    const continues = words.map(({ start }, i) => i > 0 && BETWEEN.test(text.slice(words[i - 1]!.end, start)));
    const matches: TermMatch[] = [];
    for (let first = 0; first < words.length; ) {
      let [node, found, after]: [Node | undefined, string | undefined, number] = [
        root.next.get(words[first]!.word),
        undefined,
        first + 1,
      ];
      for (let i = first + 1; node !== undefined; i++) {
        if (node.term !== undefined) [found, after] = [node.term, i];
        node = continues[i] ? node.next.get(words[i]!.word) : undefined;
      }
      if (found !== undefined) {
        matches.push({ term: found, start: words[first]!.start, end: words[after - 1]!.end });
      }
      first = after;
    }
    return matches;
  };
}

function wordsOfTerm(term: string): string[] {
  const words = foldedWords(term).map(({ word }) => word);
  if (words.length > 0 && words.length <= MAX_TERM_WORDS) return words;
  const shown = term.length > 60 ? `${term.slice(0, 60)}…` : term;
  throw new Alt2imgError(
    "core/term",
    `The term “${shown}” has ${words.length} words; give terms of 1 to ${MAX_TERM_WORDS} words with letters or digits.`,
  );
}
