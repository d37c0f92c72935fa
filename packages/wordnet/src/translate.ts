import { synsetsByIli } from "./look-up/find-synset.js";
import { ili, lemmas } from "./look-up/synset-facts.js";
import type { Synset, Wordnet } from "./wordnet.js";

/**
 * The synsets of another WordNet (another language, another edition) that mean the same, through the interlingual
 * index. Empty where there is none, or where either side has no ILI.
 */
export function translate(wordnet: Wordnet, synset: Synset, into: Wordnet): readonly Synset[] {
  const index = ili(wordnet, synset);
  return index === undefined ? [] : synsetsByIli(into, index);
}

/** The words of another WordNet for a synset. */
export function translateLemmas(wordnet: Wordnet, synset: Synset, into: Wordnet): string[] {
  return translate(wordnet, synset, into).flatMap((translated) => lemmas(into, translated));
}
