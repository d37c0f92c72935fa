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
  /** Set if the synset is a class itself. */
  wnid?: string;
  /** Classes at or below it; a class with several paths counts once. */
  classes: number;
  /** See `sensitivityOf`. Set only if you asked for such nodes. */
  sensitive?: true;
  /**
   * The nearest nodes above and below it: its hypernyms and hyponyms, stepping over hidden ones. A node can have several
   * nodes above it, so this isn't a tree.
   */
  hypernyms: Synset[];
  hyponyms: Synset[];
};

/** The classes of a set and all synsets above them. */
export type ClassHierarchy = {
  taxonomy: Taxonomy;
  nodes: ReadonlyMap<Synset, HierarchyNode>;
  roots: Synset[];
  /** Wnid and synset of each class, in the order of the set. */
  classes: readonly { wnid: string; synset: Synset }[];
  /** Wnids that the lexicon doesn't have. */
  unmapped: readonly string[];
  /** How many classes were left out because they are sensitive. */
  hidden: number;
  /** The options that it was made with. */
  options: HierarchyOptions;
};

export type HierarchyOptions = MapOptions & {
  /** Whether to include persons that are marked unsafe, or not marked safe: see `sensitivityOf`. Default `false`. */
  sensitive?: boolean;
};

/**
 * The hierarchy of a set of classes: `imageNetWnids("1k")`, `imageNetWnids("21k")` or your own wnids. It has no
 * sensitive synsets, neither as classes nor above them, unless you ask for them: a class below one is placed under
 * the nearest visible synset above it.
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
  // Rows are in the order of the lexicon, like hyponyms elsewhere.
  for (const synset of [...nodes.keys()].sort((a, b) => a - b)) {
    for (const hypernym of nodes.get(synset)!.hypernyms) nodes.get(hypernym)!.hyponyms.push(synset);
  }
  const roots = [...nodes.values()].filter((node) => node.hypernyms.length === 0).map(({ synset }) => synset);
  return { taxonomy, nodes, roots, classes, unmapped, hidden, options: { sensitive, princeton30 } };
}

function hides({ taxonomy, options }: ClassHierarchy): (synset: Synset) => boolean {
  return options.sensitive === true ? () => false : sensitivityOf(taxonomy.wordnet, options);
}

/** A class near a synset. */
export type NearClass = {
  wnid: string;
  synset: Synset;
  /** Edges on the shortest path to it through a common hypernym. */
  edges: number;
};

/**
 * The classes nearest to a synset, by the edges of the shortest path, then in the order of the set: for synsets that
 * aren't classes themselves. You get fewer than `limit` if no others share a hypernym with it; a simulated root
 * doesn't count.
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
 * The ancestor of a class at the coarseness that you want: the lowest of its hypernyms (and itself) that are at most
 * `depth` edges below a root on the shortest path; if there are several, the one with the most classes. `depth: 0` gives a
 * root. It never returns a synset that the hierarchy hides: `undefined` if all of them are hidden.
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

/** One step on the way from a class to the root. A hidden step only says which synset it is. */
export type PathStep = { synset: Synset; id: string; lemmas: string[]; definition: string; sensitive?: true };

/**
 * The longest path from a synset to its root (*entity*), itself first, with lemmas and definitions (`""` if the WordNet was
 * loaded without them). Sensitive steps have neither unless you ask for them.
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

/** Whether the wnid is one of ImageNet's 21,841 or 1,000. */
export function isImageNetClass(wnid: string): boolean {
  return imageNetSynset(wnid) !== undefined;
}
