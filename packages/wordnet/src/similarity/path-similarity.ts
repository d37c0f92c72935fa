import { derived } from "../derived.js";
import { partOfSpeech } from "../look-up/synset-facts.js";
import { type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import { hasSimulatedRoot, pathLength } from "../taxonomy/paths.js";
import { type Taxonomy, taxonomyDepth } from "../taxonomy/taxonomy.js";
import type { Synset } from "../wordnet.js";
import { requireSamePartOfSpeech } from "./same-part-of-speech.js";

/**
 * `1 / (edges + 1)` of the shortest path: 1 for a synset and itself, 0 if there is no path (NLTK returns `None`).
 *
 * @see https://www.nltk.org/howto/wordnet.html#similarity
 */
export function pathSimilarity(taxonomy: Taxonomy, one: Synset, other: Synset): number {
  return 1 / (pathLength(taxonomy, one, other) + 1);
}

/**
 * Leacock and Chodorow: `−ln((edges + 1) / (2 · depth))`, where `depth` is the depth of the taxonomy of their part of
 * speech, plus 1 if it has a simulated root. If there is no path, it is `−Infinity`, less than for any path.
 *
 * @throws Alt2imgError `wordnet/parts-of-speech`
 * @see Leacock and Chodorow 1998, in Fellbaum (ed.), WordNet
 */
export function lchSimilarity(taxonomy: Taxonomy, one: Synset, other: Synset): number {
  requireSamePartOfSpeech(taxonomy.wordnet, one, other);
  const depth = depthOf(taxonomy, one);
  return -Math.log((pathLength(taxonomy, one, other) + 1) / (2 * depth));
}

function depthOf(taxonomy: Taxonomy, synset: Synset): number {
  const letter = partOfSpeech(taxonomy.wordnet, synset);
  return depthsOf(taxonomy).get(letter)! + (hasSimulatedRoot(taxonomy, synset) ? 1 : 0);
}

const depthsOf = /* @__PURE__ */ derived(depthsByLetter);

function depthsByLetter(taxonomy: Taxonomy): ReadonlyMap<PartOfSpeech, number> {
  return new Map(partsOfSpeech.map((letter) => [letter, taxonomyDepth(taxonomy, letter === "s" ? "a" : letter)]));
}
