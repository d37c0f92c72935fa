import { synsetsByIli } from "./look-up/find-synset.js";
import { checkLexicon } from "./look-up/find-words.js";
import { synsetLexicon } from "./look-up/lexicon-of.js";
import { ili, lemmas } from "./look-up/synset-facts.js";
import type { Synset, Wordnet } from "./wordnet.js";

export type TranslateOptions = {
  /**
   * Only into the lexicon with this id, if a file contains several: one of them can have the language that you start from.
   */
  lexicon?: string | undefined;
};

/**
 * The synsets of another WordNet (another language, another edition) that mean the same, through the interlingual
 * index. Empty if it has none, or if either side has no ILI.
 *
 * @throws Alt2imgError `wordnet/no-lexicon` for the id of a lexicon that doesn't exist
 */
export function translate(
  wordnet: Wordnet,
  synset: Synset,
  into: Wordnet,
  { lexicon }: TranslateOptions = {},
): readonly Synset[] {
  if (lexicon !== undefined) checkLexicon(into, lexicon);
  const index = ili(wordnet, synset);
  const same = index === undefined ? [] : synsetsByIli(into, index);
  return lexicon === undefined ? same : same.filter((each) => synsetLexicon(into, each).id === lexicon);
}

/** The words of another WordNet for a synset. Throws as `translate` does. */
export function translateLemmas(
  wordnet: Wordnet,
  synset: Synset,
  into: Wordnet,
  options: TranslateOptions = {},
): string[] {
  return translate(wordnet, synset, into, options).flatMap((translated) => lemmas(into, translated));
}
