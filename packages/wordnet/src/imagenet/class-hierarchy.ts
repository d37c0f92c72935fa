import { definition, hasDefinitions, lemmas, synsetId } from "../look-up/synset-facts.js";
import { edgesByHypernym, hypernymClosure, hyponymClosure } from "../taxonomy/paths.js";
import { shownHypernyms } from "../taxonomy/shown-hypernyms.js";
import { hypernyms, type Taxonomy } from "../taxonomy/taxonomy.js";
import type { Synset } from "../wordnet.js";
import { imageNetSynset } from "./image-net-synsets.js";
import { type MapOptions, synsetOfWnid } from "./map-wnids.js";
import { sensitivityOf } from "./sensitivity.js";

/** A synset in a hierarchy of classes. */
export type HierarchyNode = {
  synset: Synset;
  /** Set where the synset is a class itself. */
  wnid?: string;
  /** Classes at or below it, each once, though several paths lead to it. */
  classes: number;
  /** See `sensitivityOf`. Only there where such nodes were asked for. */
  sensitive?: true;
  /**
   * The nearest nodes above it and below it: its hypernyms and hyponyms, but for those in between that are hidden. A
   * node can have several above it: this is no tree.
   */
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
  /** What it was made with. */
  options: HierarchyOptions;
};

export type HierarchyOptions = MapOptions & {
  /** Whether persons that are marked unsafe, or not marked safe, are there: see `sensitivityOf`. Default `false`. */
  sensitive?: boolean;
};

/**
 * The hierarchy of a set of classes: `imageNetWnids("1k")`, `imageNetWnids("21k")` or one's own wnids. Sensitive
 * synsets are in it neither as classes nor above them, unless they are asked for: what is below such a one hangs from
 * the nearest above it that is shown.
 */
export function classHierarchy(
  taxonomy: Taxonomy,
  wnids: Iterable<string>,
  { sensitive = false, princeton30 }: HierarchyOptions = {},
): ClassHierarchy {
  const { wordnet } = taxonomy;
  const isSensitive = sensitivityOf(wordnet, { princeton30 });
  const isHidden = (synset: Synset): boolean => !sensitive && isSensitive(synset);
  const classes: { wnid: string; synset: Synset }[] = [];
  const unmapped: string[] = [];
  let hidden = 0;
  for (const wnid of wnids) {
    const synset = synsetOfWnid(wordnet, wnid, { princeton30 });
    if (synset === undefined) unmapped.push(wnid);
    else if (isHidden(synset)) hidden++;
    else classes.push({ wnid, synset });
  }
  const counts = new Map<Synset, number>();
  const wnidOf = new Map<Synset, string>();
  for (const { wnid, synset } of classes) {
    if (wnidOf.has(synset)) continue;
    wnidOf.set(synset, wnid);
    for (const each of [synset, ...hypernymClosure(taxonomy, synset)]) {
      if (!isHidden(each)) counts.set(each, (counts.get(each) ?? 0) + 1);
    }
  }
  const nodes = new Map<Synset, HierarchyNode>();
  for (const [synset, count] of counts) {
    const wnid = wnidOf.get(synset);
    nodes.set(synset, {
      synset,
      ...(wnid === undefined ? {} : { wnid }),
      classes: count,
      ...(isSensitive(synset) ? { sensitive: true } : {}),
      hypernyms: shownHypernyms(taxonomy, synset, isHidden),
      hyponyms: [],
    });
  }
  // Rows are in the order of the lexicon, as hyponyms are elsewhere.
  for (const synset of [...nodes.keys()].sort((a, b) => a - b)) {
    for (const hypernym of nodes.get(synset)!.hypernyms) nodes.get(hypernym)!.hyponyms.push(synset);
  }
  const roots = [...nodes.values()].filter((node) => node.hypernyms.length === 0).map(({ synset }) => synset);
  return { taxonomy, nodes, roots, classes, unmapped, hidden, options: { sensitive, princeton30 } };
}

function hides({ taxonomy, options }: ClassHierarchy): (synset: Synset) => boolean {
  return options.sensitive === true ? () => false : sensitivityOf(taxonomy.wordnet, options);
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
 * class of its own. Fewer than `limit` where no more have a hypernym in common with it: a simulated root is none.
 */
export function nearestClasses(
  { taxonomy, classes }: ClassHierarchy,
  synset: Synset,
  { limit = 5 }: { limit?: number } = {},
): NearClass[] {
  return classes
    .map((each) => ({ ...each, edges: edgesByHypernym(taxonomy, synset, each.synset) }))
    .filter(({ edges }) => Number.isFinite(edges))
    .sort((a, b) => a.edges - b.edges)
    .slice(0, limit);
}

/**
 * The ancestor of a class at a wanted coarseness: of its hypernyms (and itself) at most `depth` edges below a root on
 * the shortest path, the lowest; among equals the one with most classes. `depth: 0` gives a root. What the hierarchy
 * hides is never given; nothing where it hides all of them.
 */
export function ancestorAtDepth(hierarchy: ClassHierarchy, synset: Synset, depth: number): Synset | undefined {
  const { taxonomy, nodes } = hierarchy;
  const classesAt = (each: Synset): number => nodes.get(each)?.classes ?? 0;
  const depthOf = (each: Synset): number => taxonomy.minDepths[each]!;
  const isHidden = hides(hierarchy);
  const shown = [synset, ...hypernymClosure(taxonomy, synset)].filter((each) => !isHidden(each));
  const coarse = shown.filter((each) => depthOf(each) <= depth);
  coarse.sort((a, b) => depthOf(b) - depthOf(a) || classesAt(b) - classesAt(a));
  return coarse[0] ?? shown.sort((a, b) => depthOf(a) - depthOf(b))[0];
}

/** One step of the way from a class to the root; of one that is hidden, only which synset it is. */
export type PathStep = { synset: Synset; id: string; lemmas: string[]; definition: string; sensitive?: true };

/**
 * The longest path from a synset to its root (*entity*), with lemmas and definitions (`""` where the WordNet was loaded
 * without), itself first. Sensitive steps have neither, unless they are asked for.
 */
export function pathToRoot(
  taxonomy: Taxonomy,
  synset: Synset,
  { sensitive = false, princeton30 }: HierarchyOptions = {},
): PathStep[] {
  const { wordnet, maxDepths } = taxonomy;
  const isSensitive = sensitivityOf(wordnet, { princeton30 });
  const isDefined = hasDefinitions(wordnet);
  const longest = [synset];
  for (let at: Synset | undefined = synset; at !== undefined; ) {
    const below: Synset = at;
    at = hypernyms(taxonomy, below).find((each) => maxDepths[each]! + 1 === maxDepths[below]!);
    if (at !== undefined) longest.push(at);
  }
  return longest.map((each): PathStep => {
    const id = synsetId(wordnet, each);
    const gated = isSensitive(each);
    if (gated && !sensitive) return { synset: each, id, lemmas: [], definition: "", sensitive: true };
    return {
      synset: each,
      id,
      lemmas: lemmas(wordnet, each),
      definition: isDefined ? definition(wordnet, each) : "",
      ...(gated ? { sensitive: true } : {}),
    };
  });
}

/** Classes of the hierarchy at or below a synset. */
export function classesBelow({ taxonomy, nodes }: ClassHierarchy, synset: Synset): string[] {
  return [synset, ...hyponymClosure(taxonomy, synset)].flatMap((each) => nodes.get(each)?.wnid ?? []);
}

/** Whether ImageNet has the wnid in its 21,841 or among its 1,000. */
export function isImageNetClass(wnid: string): boolean {
  return imageNetSynset(wnid) !== undefined;
}
