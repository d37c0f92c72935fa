import type { Synset } from "../wordnet.js";

/** How often each synset is named, itself and anything below it. */
export type ConceptCount = { synset: Synset; own: number; withHyponyms: number };

/**
 * Counts concepts up a taxonomy, so that they can be browsed from the top: a text that names a *dog* counts for
 * *animal* too, once for each time that it is named, however many paths lead up.
 *
 * @param closure returns the synsets above a synset, without itself and without repetitions: `hypernymClosure` of a
 *   taxonomy
 */
export function countConcepts(
  synsets: Iterable<Synset>,
  closure: (synset: Synset) => readonly Synset[],
): ReadonlyMap<Synset, ConceptCount> {
  const own = new Map<Synset, number>();
  for (const synset of synsets) own.set(synset, (own.get(synset) ?? 0) + 1);
  const counts = new Map<Synset, ConceptCount>();
  for (const [synset, count] of own) {
    for (const each of [synset, ...closure(synset)]) {
      const known = counts.get(each) ?? { synset: each, own: own.get(each) ?? 0, withHyponyms: 0 };
      counts.set(each, { ...known, withHyponyms: known.withHyponyms + count });
    }
  }
  return counts;
}
