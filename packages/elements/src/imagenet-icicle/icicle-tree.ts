import { Alt2imgError } from "@alt2img/core";
import { findSynset, findSynsets, lemmas, type Synset, synsetName } from "@alt2img/wordnet";
import { synsetOfWnid } from "@alt2img/wordnet/imagenet";
import type { HierarchyNode } from "d3-hierarchy";
import type { ImageNetGraph } from "./class-graph.js";
import { classTree, lowest, type TreeNode, weighted } from "./class-tree.js";

/** A synset by its name in WordNet (`dog.n.01`) and its first word. */
export type IcicleStep = { readonly id: string; readonly name: string };

/** A box of the drawing. Plain data. */
export type IcicleNode = IcicleStep & {
  /** The first words of the synset, and before it of those that have no other branch, the topmost first. */
  readonly chain: readonly string[];
  /** All its words. */
  readonly words: readonly string[];
  /** ImageNet's id, if the synset is a class itself. */
  readonly wnid?: string;
  /** How many classes are at and below it. One with several ways up counts for each. */
  readonly count: number;
  /** How many of them are drawn in its branch: each class is drawn once. At least 1. */
  readonly weight: number;
  /** The largest first. */
  readonly children: readonly IcicleNode[];
  /** How many children are left out, because they are too small to be drawn. */
  readonly more: number;
};

/** A synset of the hierarchy in a list. */
export type ListedClass = IcicleStep & Pick<IcicleNode, "words" | "count">;

export type Icicle = {
  readonly top: IcicleNode;
  /** All synsets right below it, those with most classes first. */
  readonly below: readonly ListedClass[];
  /** The synsets above it, from the root on. */
  readonly way: readonly IcicleStep[];
  /** How many classes aren't in the hierarchy because they are people who are marked unsafe, or not marked safe. */
  readonly hidden: number;
};

/** A branch with a smaller share of the drawing isn't drawn: it would be lower than a line of text. */
const LEAST_SHARE = 1 / 80;

/**
 * ImageNet's hierarchy below a synset, as far as it can be drawn.
 *
 * @param top a synset: `dog.n.01`, `n02084071`, or a word; `""` for the root
 * @throws Alt2imgError `elements/synset` if the hierarchy doesn't have it
 */
export function icicleTree(graph: ImageNetGraph, top: string): Icicle {
  const { taxonomy, hidden } = graph.hierarchy;
  const { wordnet } = taxonomy;
  const synset = top === "" ? graph.root : topOf(graph, top);
  const stepOf = (each: Synset): IcicleStep => ({
    id: synsetName(wordnet, each),
    name: lemmas(wordnet, each)[0] ?? "",
  });
  const tree = weighted(classTree(graph, synset), graph);
  const least = (tree.value ?? 1) * LEAST_SHARE;
  const nodeOf = ({ data, value = 0, children = [] }: HierarchyNode<TreeNode>): IcicleNode => {
    const last = lowest(data);
    const drawn = children.filter((child) => (child.value ?? 0) >= least);
    const wnid = graph.hierarchy.nodes.get(last)?.wnid;
    return {
      ...stepOf(last),
      chain: data.chain.map((each) => stepOf(each).name),
      words: lemmas(wordnet, last),
      ...(wnid === undefined ? {} : { wnid }),
      count: graph.count(last),
      weight: Math.max(1, value),
      children: drawn.map(nodeOf),
      more: children.length - drawn.length,
    };
  };
  const below = graph
    .hyponyms(lowest(tree.data))
    .map((each) => ({ ...stepOf(each), words: lemmas(wordnet, each), count: graph.count(each) }))
    .sort((a, b) => b.count - a.count);
  return { top: nodeOf(tree), below, way: wayTo(graph, synset).map(stepOf), hidden };
}

function topOf(graph: ImageNetGraph, top: string): Synset {
  const { wordnet } = graph.hierarchy.taxonomy;
  const named = synsetOfWnid(wordnet, top) ?? findSynset(wordnet, top);
  const candidates = named === undefined ? findSynsets(wordnet, top, { partOfSpeech: "n" }) : [named];
  const synset = candidates.find((each) => graph.hierarchy.nodes.has(each));
  if (synset !== undefined) return synset;
  throw new Alt2imgError(
    "elements/synset",
    `ImageNet’s hierarchy has no “${top}”. Give a word, the name of a synset (dog.n.01), or ImageNet’s id (n02084071).`,
  );
}

/** By the first hypernym of each, where the tree is drawn, too. */
function wayTo(graph: ImageNetGraph, synset: Synset): Synset[] {
  const way: Synset[] = [];
  for (let at = graph.hypernyms(synset)[0]; at !== undefined; at = graph.hypernyms(at)[0]) way.unshift(at);
  return way;
}
