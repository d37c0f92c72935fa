import { definition, lemmas, synsetId } from "../look-up/synset-facts.js";
import { hypernymClosure, hypernymPaths, hyponymClosure, pathLength } from "../walk/paths.js";
import { hypernyms, hyponyms, type Taxonomy } from "../walk/taxonomy.js";
import type { Synset } from "../wordnet.js";
import { imageNetSynset } from "./image-net-synsets.js";
import { synsetOfWnid } from "./map-wnids.js";
import { isSensitive } from "./persons.js";

/** A synset in a hierarchy of classes. */
export type HierarchyNode = {
  synset: Synset;
  /** Set where the synset is a class itself. */
  wnid?: string;
  /** Classes at or below it, each once, though several paths lead to it. */
  classes: number;
  /** Its hypernyms and hyponyms that are in the hierarchy too. A node can have several hypernyms: this is no tree. */
  hypernyms: Synset[];
  hyponyms: Synset[];
};

/** The classes of a set and all that is above them. */
export type ClassHierarchy = {
  taxonomy: Taxonomy;
  nodes: ReadonlyMap<Synset, HierarchyNode>;
  roots: Synset[];
  /** Wnid and synset of each class, in the order of the set. */
  classes: readonly { wnid: string; synset: Synset }[];
  /** Wnids that the lexicon does not have. */
  unmapped: readonly string[];
  /** How many classes were left out because they are sensitive. */
  hidden: number;
};

export type HierarchyOptions = {
  /** Whether persons that are marked unsafe, or not marked safe, are there. Default `false`. */
  sensitive?: boolean;
};

/** The hierarchy of a set of classes: `imageNetWnids("1k")`, `imageNetWnids("21k")` or one's own wnids. */
export function classHierarchy(
  taxonomy: Taxonomy,
  wnids: Iterable<string>,
  { sensitive = false }: HierarchyOptions = {},
): ClassHierarchy {
  const { wordnet } = taxonomy;
  const classes: { wnid: string; synset: Synset }[] = [];
  const unmapped: string[] = [];
  let hidden = 0;
  for (const wnid of wnids) {
    const synset = synsetOfWnid(wordnet, wnid);
    if (synset === undefined) unmapped.push(wnid);
    else if (!sensitive && isSensitive(taxonomy, wnid)) hidden++;
    else classes.push({ wnid, synset });
  }
  const counts = new Map<Synset, number>();
  const wnidOf = new Map<Synset, string>();
  for (const { wnid, synset } of classes) {
    if (wnidOf.has(synset)) continue;
    wnidOf.set(synset, wnid);
    for (const each of [synset, ...hypernymClosure(taxonomy, synset)]) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  const nodes = new Map<Synset, HierarchyNode>();
  for (const [synset, count] of counts) {
    const wnid = wnidOf.get(synset);
    nodes.set(synset, {
      synset,
      ...(wnid === undefined ? {} : { wnid }),
      classes: count,
      hypernyms: hypernyms(taxonomy, synset),
      hyponyms: hyponyms(taxonomy, synset).filter((hyponym) => counts.has(hyponym)),
    });
  }
  const roots = [...nodes.values()].filter((node) => node.hypernyms.length === 0).map(({ synset }) => synset);
  return { taxonomy, nodes, roots, classes, unmapped, hidden };
}

/** A class near to a synset. */
export type NearClass = {
  wnid: string;
  synset: Synset;
  /** Edges of the shortest path to it by way of a common hypernym. */
  edges: number;
};

/**
 * The classes nearest to a synset, by the edges of the shortest path, then in the order of the set: for what has no
 * class of its own. Fewer than `limit` where no path leads to more.
 */
export function nearestClasses(
  { taxonomy, classes }: ClassHierarchy,
  synset: Synset,
  { limit = 5 }: { limit?: number } = {},
): NearClass[] {
  return classes
    .map((each) => ({ ...each, edges: pathLength(taxonomy, synset, each.synset) }))
    .filter(({ edges }) => Number.isFinite(edges))
    .sort((a, b) => a.edges - b.edges)
    .slice(0, limit);
}

/**
 * The ancestor of a class at a wanted coarseness: of its hypernyms (and itself) at most `depth` edges below a root on
 * the shortest path, the lowest; among equals the one with most classes. `depth: 0` gives a root.
 */
export function ancestorAtDepth(hierarchy: ClassHierarchy, synset: Synset, depth: number): Synset {
  const { taxonomy, nodes } = hierarchy;
  const classesAt = (each: Synset): number => nodes.get(each)?.classes ?? 0;
  const coarse = [synset, ...hypernymClosure(taxonomy, synset)].filter((each) => taxonomy.minDepths[each]! <= depth);
  coarse.sort((a, b) => taxonomy.minDepths[b]! - taxonomy.minDepths[a]! || classesAt(b) - classesAt(a));
  return coarse[0] ?? synset;
}

/** One step of the way from a class to the root. */
export type PathStep = { synset: Synset; id: string; lemmas: string[]; definition: string };

/** The longest path from a synset to its root (*entity*), with lemmas and definitions, itself first. */
export function pathToRoot(taxonomy: Taxonomy, synset: Synset): PathStep[] {
  const { wordnet } = taxonomy;
  const longest = hypernymPaths(taxonomy, synset).reduce((best, path) => (path.length > best.length ? path : best));
  return longest.map((each) => ({
    synset: each,
    id: synsetId(wordnet, each),
    lemmas: lemmas(wordnet, each),
    definition: definition(wordnet, each),
  }));
}

/** Classes of the hierarchy at or below a synset. */
export function classesBelow({ taxonomy, nodes }: ClassHierarchy, synset: Synset): string[] {
  return [synset, ...hyponymClosure(taxonomy, synset)].flatMap((each) => nodes.get(each)?.wnid ?? []);
}

/** Whether ImageNet has the wnid in its 21,841 or among its 1,000. */
export function isImageNetClass(wnid: string): boolean {
  return imageNetSynset(wnid) !== undefined;
}
