import { Alt2imgError } from "@alt2img/core";
import { columnsOf } from "../compiled/columns-of.js";
import { synsetId } from "../look-up/synset-facts.js";
import { partsOfSpeech } from "../part-of-speech.js";
import type { Synset, Wordnet } from "../wordnet.js";
import { ancestors, distancesUp } from "./ancestors.js";
import { hypernyms, hyponyms, type Taxonomy } from "./taxonomy.js";

/** More paths than any synset of a real lexicon has (59 in WordNet 3.0); a made-up DAG can have 2ⁿ. */
export const MAX_HYPERNYM_PATHS = 10_000;

/**
 * All paths from a synset to a root, each beginning with the synset itself: `[dog, canine, …, entity]`.
 *
 * @throws Alt2imgError `wordnet/too-many-paths` for more than `MAX_HYPERNYM_PATHS`
 */
export function hypernymPaths(taxonomy: Taxonomy, synset: Synset): Synset[][] {
  return pathsUp(taxonomy.wordnet, synset, (each) => hypernyms(taxonomy, each));
}

/** Like `hypernymPaths`, but for any hypernyms without cycles. */
export function pathsUp(wordnet: Wordnet, synset: Synset, above: (synset: Synset) => Synset[]): Synset[][] {
  const paths: Synset[][] = [];
  const climb = (path: Synset[]): void => {
    const next = above(path[path.length - 1]!);
    if (next.length > 0) {
      for (const hypernym of next) climb([...path, hypernym]);
      return;
    }
    if (paths.length === MAX_HYPERNYM_PATHS) {
      throw new Alt2imgError(
        "wordnet/too-many-paths",
        `${synsetId(wordnet, synset)} has more than ${MAX_HYPERNYM_PATHS} paths to a root. Use \`hypernymClosure\`.`,
      );
    }
    paths.push(path);
  };
  climb([synset]);
  return paths;
}

/** All synsets above a synset, the nearest first, without repetitions and without the synset itself. */
export function hypernymClosure(taxonomy: Taxonomy, synset: Synset): Synset[] {
  return closure(synset, (each) => hypernyms(taxonomy, each));
}

/** All synsets below a synset, the nearest first, without repetitions and without the synset itself. */
export function hyponymClosure(taxonomy: Taxonomy, synset: Synset): Synset[] {
  return closure(synset, (each) => hyponyms(taxonomy, each));
}

/** How many different synsets are at or below a synset: 1 for a leaf. */
export function subtreeSize(taxonomy: Taxonomy, synset: Synset): number {
  return hyponymClosure(taxonomy, synset).length + 1;
}

/** Whether `hypernym` is above `synset` or equal to it. */
export function isA(taxonomy: Taxonomy, synset: Synset, hypernym: Synset): boolean {
  const { starts, rows } = ancestors(taxonomy);
  for (let i = starts[synset]!; i < starts[synset + 1]!; i++) if (rows[i] === hypernym) return true;
  return false;
}

/** Synsets that are above both, or are one of them, in the order of the lexicon. */
export function commonHypernyms(taxonomy: Taxonomy, one: Synset, other: Synset): Synset[] {
  const above = distancesUp(taxonomy, other);
  return [...distancesUp(taxonomy, one).keys()].filter((synset) => above.has(synset));
}

/** The common hypernyms with the greatest `maxDepth`: usually one, none if the synsets have nothing in common. */
export function lowestCommonHypernyms(taxonomy: Taxonomy, one: Synset, other: Synset): Synset[] {
  const common = commonHypernyms(taxonomy, one, other);
  const deepest = common.reduce((most, synset) => Math.max(most, taxonomy.maxDepths[synset]!), 0);
  return common.filter((synset) => taxonomy.maxDepths[synset] === deepest);
}

/**
 * A shortest path between two synsets via a common hypernym, both ends included; `[synset]` from one to itself,
 * `undefined` if there is none. It doesn't go through a simulated root.
 */
export function shortestPath(taxonomy: Taxonomy, from: Synset, to: Synset): Synset[] | undefined {
  const up = distancesUp(taxonomy, from);
  const down = distancesUp(taxonomy, to);
  let pivot: Synset | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [synset, distance] of up) {
    const whole = distance + (down.get(synset) ?? Number.POSITIVE_INFINITY);
    if (whole < least) [pivot, least] = [synset, whole];
  }
  if (pivot === undefined) return undefined;
  return [...climbTo(taxonomy, from, pivot), ...climbTo(taxonomy, to, pivot).reverse().slice(1)];
}

/**
 * Edges on the shortest path between two synsets; `Infinity` if there is none. The path may go through a simulated root, if
 * the taxonomy has one for their part of speech: then `wn` counts the edges to the nearest root plus one, and NLTK those to
 * the farthest of all hypernyms plus one.
 */
export function pathLength(taxonomy: Taxonomy, one: Synset, other: Synset): number {
  if (one === other) return 0;
  const least = edgesByHypernym(taxonomy, one, other);
  if (!hasSimulatedRoot(taxonomy, one) && !hasSimulatedRoot(taxonomy, other)) return least;
  return Math.min(least, edgesToSimulatedRoot(taxonomy, one) + edgesToSimulatedRoot(taxonomy, other));
}

/** Edges on the shortest path through a common hypernym in the lexicon; `Infinity` if there is none. */
export function edgesByHypernym(taxonomy: Taxonomy, one: Synset, other: Synset): number {
  const { starts, rows, distances } = ancestors(taxonomy);
  let least = Number.POSITIVE_INFINITY;
  const endOne = starts[one + 1]!;
  const endOther = starts[other + 1]!;
  for (let i = starts[one]!, j = starts[other]!; i < endOne && j < endOther; ) {
    const difference = rows[i]! - rows[j]!;
    if (difference === 0) least = Math.min(least, distances[i++]! + distances[j++]!);
    else if (difference < 0) i++;
    else j++;
  }
  return least;
}

/** Whether there is a simulated root above the roots of this synset's part of speech. */
export function hasSimulatedRoot({ wordnet, simulateRoot }: Taxonomy, synset: Synset): boolean {
  if (simulateRoot !== "unless-noun") return simulateRoot;
  return partsOfSpeech[columnsOf(wordnet).synsetPartOfSpeech[synset]!] !== "n";
}

/** Edges from a synset to the simulated root, as the convention counts them. */
export function edgesToSimulatedRoot(taxonomy: Taxonomy, synset: Synset): number {
  if (taxonomy.convention === "wn") return taxonomy.minDepths[synset]! + 1;
  const { starts, distances } = ancestors(taxonomy);
  let farthest = 0;
  for (let i = starts[synset]!; i < starts[synset + 1]!; i++) farthest = Math.max(farthest, distances[i]!);
  return farthest + 1;
}

/** All synsets that can be reached, the nearest first, without repetitions and without the synset itself. */
export function closure(synset: Synset, neighbours: (synset: Synset) => Synset[]): Synset[] {
  const seen = new Set([synset]);
  for (const each of seen) for (const neighbour of neighbours(each)) seen.add(neighbour);
  seen.delete(synset);
  return [...seen];
}

/** The path from a synset up to one above it, along shortest distances. */
function climbTo(taxonomy: Taxonomy, from: Synset, to: Synset): Synset[] {
  const path = [from];
  for (let at = from; at !== to; ) {
    const left = distancesUp(taxonomy, at).get(to)!;
    at = hypernyms(taxonomy, at).find((hypernym) => distancesUp(taxonomy, hypernym).get(to) === left - 1)!;
    path.push(at);
  }
  return path;
}
