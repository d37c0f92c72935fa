import { columnsOf } from "../compiled/columns-of.js";
import type { LexiconInfo } from "../lexicon-info.js";
import type { Synset, Word, Wordnet } from "../wordnet.js";

/** The lexicon that a synset belongs to: a file can contain several, in several languages, and extensions of them. */
export function synsetLexicon(wordnet: Wordnet, synset: Synset): LexiconInfo {
  return wordnet.lexicons[columnsOf(wordnet).synsetLexicon[synset]!]!;
}

/** The lexicon that a word belongs to. */
export function wordLexicon(wordnet: Wordnet, word: Word): LexiconInfo {
  return wordnet.lexicons[columnsOf(wordnet).wordLexicon[word]!]!;
}
