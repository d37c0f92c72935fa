import type { Synset } from "@alt2img/wordnet";
import { type HierarchyNode, hierarchy } from "d3-hierarchy";

/** ImageNet's classes with all synsets above them: a graph, in which a synset can have several hypernyms. */
export type ClassGraph = {
  root: Synset;
  hypernyms: (synset: Synset) => readonly Synset[];
  hyponyms: (synset: Synset) => readonly Synset[];
  isClass: (synset: Synset) => boolean;
  /** The classes at and below a synset, without duplicates. */
  count: (synset: Synset) => number;
};

/** A box of the drawing: a synset, preceded by those above it that have no other branch, the topmost first. */
export type TreeNode = { chain: readonly Synset[]; children: TreeNode[] };

/**
 * The part of a class graph below `top` as a tree, for drawings that need one. A synset with several hypernyms is
 * placed only below the first, so that it is drawn once and the areas add up. A synset with a single branch is folded
 * into it.
 */
export function classTree(graph: ClassGraph, top: Synset): TreeNode {
  const reached = new Set([top]);
  for (const synset of reached) for (const hyponym of graph.hyponyms(synset)) reached.add(hyponym);
  const hangsFrom = (synset: Synset): Synset | undefined => graph.hypernyms(synset).find((each) => reached.has(each));
  const grow = (synset: Synset): TreeNode | undefined => {
    const chain = [synset];
    let last = synset;
    for (let under = graph.hyponyms(last); under.length === 1 && !graph.isClass(last); under = graph.hyponyms(last)) {
      if (hangsFrom(under[0]!) !== last) break;
      last = under[0]!;
      chain.push(last);
    }
    const children = graph
      .hyponyms(last)
      .filter((hyponym) => hangsFrom(hyponym) === last)
      .flatMap((hyponym) => grow(hyponym) ?? []);
    return children.length > 0 || graph.isClass(last) ? { chain, children } : undefined;
  };
  return grow(top) ?? { chain: [top], children: [] };
}

/** The last synset of a node's chain: the one that branches, or is a class. */
export function lowest({ chain }: TreeNode): Synset {
  return chain[chain.length - 1]!;
}

/** Adds the number of classes in each branch of the drawing, and puts large branches first. */
export function weighted(tree: TreeNode, { isClass }: ClassGraph): HierarchyNode<TreeNode> {
  return hierarchy(tree)
    .sum(({ chain }) => (chain.some(isClass) ? 1 : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
}
