import { synsetId } from "../look-up/synset-facts.js";
import { synsetName } from "../look-up/synset-name.js";
import { type Ancestors, ancestors } from "../taxonomy/ancestors.js";
import { edgesByHypernym, edgesToSimulatedRoot, hasSimulatedRoot, pathLength } from "../taxonomy/paths.js";
import type { Taxonomy } from "../taxonomy/taxonomy.js";
import type { Synset } from "../wordnet.js";

/** The simulated root in place of a synset. */
const ROOT = -1;

/**
 * Wu and Palmer: `2d / (e₁ + e₂ + 2d)`, where `d` is the `maxDepth` + 1 of the lowest common hypernym and `e₁`, `e₂`
 * are the edges from it to the two. 0 if they have no common hypernym (NLTK returns `None`, `wn` an error).
 *
 * The references differ in which common hypernym is the lowest. NLTK takes the one with the greatest `minDepth`, among
 * equals `one` itself or otherwise the first by name; a simulated root has depth 0. `wn` takes the one with the greatest
 * `maxDepth`, and any of several equals (here the first by id).
 *
 * A synset compared with itself doesn't always give 1 with the convention `"nltk"`: 1,861 nouns and verbs of WordNet 3.0
 * don't. The lowest common hypernym is chosen by `minDepth`, and a synset with a short way to the root is itself less
 * deep than some of its hypernyms: *person* is 3 edges below *entity* via *causal agent*, but its hypernym
 * *organism* is 5 below it. So `wup(person, person)` is measured from *organism* and comes to 6/7, as in NLTK. With the
 * convention `"wn"` it is always 1.
 *
 * @see Wu and Palmer 1994, https://doi.org/10.3115/981732.981751
 */
export function wupSimilarity(taxonomy: Taxonomy, one: Synset, other: Synset): number {
  const lowest = lowestCommon(taxonomy, one, other);
  if (lowest === undefined) return 0;
  if (lowest === ROOT) {
    const edges = edgesToSimulatedRoot(taxonomy, one) + edgesToSimulatedRoot(taxonomy, other);
    return 2 / (edges + 2);
  }
  const depth = taxonomy.maxDepths[lowest]! + 1;
  // Without a simulated root, which nouns don't have, there is no other path to look for.
  const edgesTo = hasSimulatedRoot(taxonomy, lowest as Synset) ? pathLength : edgesByHypernym;
  const edges = edgesTo(taxonomy, one, lowest as Synset) + edgesTo(taxonomy, other, lowest as Synset);
  return (2 * depth) / (edges + 2 * depth);
}

function lowestCommon(taxonomy: Taxonomy, one: Synset, other: Synset): number | undefined {
  const above = ancestors(taxonomy);
  const byMinDepth = taxonomy.convention === "nltk";
  const depths = byMinDepth ? taxonomy.minDepths : taxonomy.maxDepths;
  const { lowest, depth, ties } = deepestCommon(above, depths, one, other);
  const simulated = hasSimulatedRoot(taxonomy, one) || hasSimulatedRoot(taxonomy, other);
  if (lowest === -1) return simulated ? ROOT : undefined;
  if (byMinDepth) {
    if (depths[one] === depth && isAbove(above, one, other)) return one;
    // "*ROOT*" comes before all names that begin with a letter.
    if (depth === 0 && simulated) return ROOT;
  }
  if (ties === 1) return lowest;
  const nameOf = byMinDepth ? synsetName : synsetId;
  return firstBy(commonAtDepth(above, depths, one, other, depth), (synset) => nameOf(taxonomy.wordnet, synset));
}

type Deepest = { lowest: number; depth: number; ties: number };

function deepestCommon(above: Ancestors, depths: Uint16Array, one: Synset, other: Synset): Deepest {
  const { starts, rows } = above;
  let lowest = -1;
  let depth = -1;
  let ties = 0;
  const endOne = starts[one + 1]!;
  const endOther = starts[other + 1]!;
  for (let i = starts[one]!, j = starts[other]!; i < endOne && j < endOther; ) {
    const row = rows[i]!;
    const difference = row - rows[j]!;
    if (difference === 0) {
      const own = depths[row]!;
      if (own > depth) {
        lowest = row;
        depth = own;
        ties = 1;
      } else if (own === depth) ties++;
      i++;
      j++;
    } else if (difference < 0) i++;
    else j++;
  }
  return { lowest, depth, ties };
}

function commonAtDepth(above: Ancestors, depths: Uint16Array, one: Synset, other: Synset, depth: number): Synset[] {
  const { starts, rows } = above;
  const ofOther = new Set(rows.subarray(starts[other], starts[other + 1]));
  const ofOne = rows.subarray(starts[one], starts[one + 1]);
  return Array.from(ofOne).filter((row) => depths[row] === depth && ofOther.has(row)) as Synset[];
}

function isAbove({ starts, rows }: Ancestors, hypernym: Synset, synset: Synset): boolean {
  for (let i = starts[synset]!; i < starts[synset + 1]!; i++) if (rows[i] === hypernym) return true;
  return false;
}

function firstBy(synsets: readonly Synset[], keyOf: (synset: Synset) => string): Synset {
  let first = synsets[0]!;
  let least = keyOf(first);
  for (const synset of synsets.slice(1)) {
    const key = keyOf(synset);
    if (key < least) [first, least] = [synset, key];
  }
  return first;
}
