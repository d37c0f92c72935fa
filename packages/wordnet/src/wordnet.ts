import type { LexiconInfo } from "./lexicon-info.js";

declare const row: unique symbol;

/**
 * A synset of a `Wordnet`, by its row: an integer, 0 ≤ row < `counts.synsets`. It means nothing to another `Wordnet`;
 * to keep or send one, take its id (`synsetId`).
 */
export type Synset = number & { readonly [row]: "synset" };

/** A sense of a `Wordnet`, one word in one synset, by its row: 0 ≤ row < `counts.senses`. */
export type Sense = number & { readonly [row]: "sense" };

/** A word (WN-LMF's lexical entry: a lemma with a part of speech) of a `Wordnet`, by its row: 0 ≤ row < `counts.words`. */
export type Word = number & { readonly [row]: "word" };

/**
 * A WordNet: one or several lexicons. It is plain data, what it says of itself and its compiled bytes, so it passes
 * through `structuredClone` to a worker; the functions of this package read the bytes where they lie.
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
  /** Its definitions and examples, where they are in a file of their own. */
  readonly definitionBytes?: Uint8Array;
};
