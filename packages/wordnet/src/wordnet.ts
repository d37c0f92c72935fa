import type { LexiconInfo } from "./lexicon-info.js";

declare const row: unique symbol;

/**
 * A synset of a `Wordnet`, by its row: an integer, 0 ≤ row < `counts.synsets`. It is meaningless in another `Wordnet`;
 * to store or send a synset, use its id (`synsetId`).
 */
export type Synset = number & { readonly [row]: "synset" };

/** A sense of a `Wordnet`, one word in one synset, by its row: 0 ≤ row < `counts.senses`. */
export type Sense = number & { readonly [row]: "sense" };

/** A word (WN-LMF's lexical entry: a lemma with a part of speech) of a `Wordnet`, by its row: 0 ≤ row < `counts.words`. */
export type Word = number & { readonly [row]: "word" };

/**
 * A WordNet: one or more lexicons. It is plain data (information about the lexicons, and the compiled bytes), so you can
 * send it to a worker with `structuredClone`; the functions of this package read the bytes directly.
 */
export type Wordnet = {
  readonly lexicons: readonly LexiconInfo[];
  readonly counts: {
    /** Different written forms. */
    readonly forms: number;
    readonly words: number;
    readonly senses: number;
    readonly synsets: number;
  };
  /** The compiled lexicon. */
  readonly bytes: Uint8Array;
  /** Its definitions and examples, if they are in a separate file. */
  readonly definitionBytes?: Uint8Array;
};
