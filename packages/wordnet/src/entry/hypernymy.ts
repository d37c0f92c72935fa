import { directHypernyms, directHyponyms } from "../taxonomy/direct.js";
import { hypernyms, hyponyms, MAX_TAXONOMY_DEPTH, tooDeep, wholeTaxonomy } from "../taxonomy/taxonomy.js";
import type { Synset, Wordnet } from "../wordnet.js";

/** The direct neighbours of synsets, without cycles above the given synset. */
export type Hypernymy = {
  hypernyms: (synset: Synset) => Synset[];
  hyponyms: (synset: Synset) => Synset[];
};

/**
 * The hypernyms and hyponyms around a synset, read from its relations. Only if there is a cycle above it (WordNet 3.0
 * has one) do they come from the taxonomy, which says where cycles are cut.
 */
export function hypernymyAround(wordnet: Wordnet, synset: Synset): Hypernymy {
  const above = (each: Synset): Synset[] => directHypernyms(wordnet, each);
  if (!hasCycle(synset, above)) return { hypernyms: above, hyponyms: (each) => directHyponyms(wordnet, each) };
  const taxonomy = wholeTaxonomy(wordnet);
  return { hypernyms: (each) => hypernyms(taxonomy, each), hyponyms: (each) => hyponyms(taxonomy, each) };
}

/** Edges from a synset to a root, on the shortest and on the longest path. */
export function depthsOf(wordnet: Wordnet, synset: Synset, { hypernyms }: Hypernymy): { min: number; max: number } {
  const known = new Map<Synset, { min: number; max: number }>();
  const climb = (each: Synset, level: number): { min: number; max: number } => {
    if (level > MAX_TAXONOMY_DEPTH) throw tooDeep(wordnet, synset);
    const found = known.get(each);
    if (found !== undefined) return found;
    const above = hypernyms(each).map((hypernym) => climb(hypernym, level + 1));
    const depths = {
      min: above.length === 0 ? 0 : Math.min(...above.map(({ min }) => min)) + 1,
      max: above.length === 0 ? 0 : Math.max(...above.map(({ max }) => max)) + 1,
    };
    known.set(each, depths);
    return depths;
  };
  return climb(synset, 0);
}

/** Whether climbing from a synset leads back to an earlier one; it removes roots until there are none left. */
function hasCycle(synset: Synset, above: (synset: Synset) => Synset[]): boolean {
  const left = new Map<Synset, number>();
  const below = new Map<Synset, Synset[]>();
  const climbed = new Set([synset]);
  for (const each of climbed) {
    const next = above(each);
    left.set(each, next.length);
    for (const hypernym of next) {
      climbed.add(hypernym);
      below.set(hypernym, [...(below.get(hypernym) ?? []), each]);
    }
  }
  const done = [...climbed].filter((each) => left.get(each) === 0);
  for (const each of done) {
    for (const hyponym of below.get(each) ?? []) {
      const rest = left.get(hyponym)! - 1;
      left.set(hyponym, rest);
      if (rest === 0) done.push(hyponym);
    }
  }
  return done.length < climbed.size;
}
