import { beforeAll, describe, expect, it } from "vitest";
import { type ConceptNode, conceptTrees } from "../src/concepts/concept-trees.js";
import { findSynset } from "../src/look-up/find-synset.js";
import { wordnet as princeton } from "../src/princeton.js";
import { type Taxonomy, taxonomy } from "../src/taxonomy/taxonomy.js";

let tree: Taxonomy;
beforeAll(async () => {
  tree = taxonomy(await princeton());
});

describe("conceptTrees", () => {
  const synset = (name: string) => findSynset(tree.wordnet, name)!;

  it("has each synset once, and says how many it left out", () => {
    const named = new Map(["dog.n.01", "cat.n.01", "teapot.n.01", "run.n.01"].map((name) => [synset(name), 2]));
    const all = conceptTrees(tree, named, { most: 1000, isHidden: () => false });
    const flat = (nodes: readonly ConceptNode[]): ConceptNode[] =>
      nodes.flatMap((node) => [node, ...flat(node.children)]);
    const synsets = flat(all).flatMap(({ chain }) => chain);
    expect(new Set(synsets).size).toBe(synsets.length);
    expect(all.reduce((sum, { total }) => sum + total, 0)).toBe(8);
    expect(flat(all).reduce((sum, { own }) => sum + own, 0)).toBe(8);
    const few = flat(conceptTrees(tree, named, { most: 8, isHidden: () => false }));
    expect(few.length).toBeLessThanOrEqual(8);
    expect(few.some(({ left }) => left > 0)).toBe(true);
  });
});
