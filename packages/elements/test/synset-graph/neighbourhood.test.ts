import { findSynset, lemmas, type Synset } from "@alt2img/wordnet";
import { sensitivityOf } from "@alt2img/wordnet/imagenet";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, test } from "vitest";
import { neighbourhood } from "../../src/synset-graph/neighbourhood.js";

let wordnet: Awaited<ReturnType<typeof princeton>>;
let tree: ReturnType<typeof taxonomy>;
beforeAll(async () => {
  wordnet = await princeton({ definitions: false });
  tree = taxonomy(wordnet);
});
const nothingHidden = (): boolean => false;
const nameOf = (synset: Synset): string => lemmas(wordnet, synset)[0]!;

describe("the graph around a synset", () => {
  test("has every edge, and each synset once, though dog has two hypernyms", () => {
    const { nodes, edges, left } = neighbourhood(tree, findSynset(wordnet, "dog.n.01")!, {
      maxHyponyms: 100,
      isHidden: nothingHidden,
    });
    const names = nodes.map(({ synset }) => nameOf(synset));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(14 + 1 + 18);
    expect(left).toBe(0);
    const above = edges.filter(({ to }) => nameOf(to) === "dog").map(({ from }) => nameOf(from));
    expect(above.sort()).toEqual(["canine", "domestic animal"]);
    const place = new Map(nodes.map(({ synset }, i) => [synset, i]));
    for (const { from, to } of edges) expect(place.get(from)!).toBeLessThan(place.get(to)!);
  });

  test("has one box for the rest, and leaves out what is hidden", () => {
    const options = { maxHyponyms: 6, isHidden: (synset: Synset) => nameOf(synset) === "puppy" };
    const { nodes, left } = neighbourhood(tree, findSynset(wordnet, "dog.n.01")!, options);
    const below = nodes.filter(({ role }) => role === "below");
    expect(below).toHaveLength(5);
    expect(left).toBe(17 - 5);
    expect(below.map(({ synset }) => nameOf(synset))).not.toContain("puppy");
  });

  test("skips hidden hypernyms", () => {
    const isHidden = sensitivityOf(tree.wordnet);
    for (const name of ["argonaut.n.01", "archbishop.n.01"]) {
      const focus = findSynset(wordnet, name)!;
      const { nodes, edges } = neighbourhood(tree, focus, { maxHyponyms: 9, isHidden });
      expect(nodes.filter(({ synset }) => isHidden(synset))).toEqual([]);
      const shown = new Set(nodes.map(({ synset }) => synset));
      expect(edges.every(({ from, to }) => shown.has(from) && shown.has(to))).toBe(true);
      const upwards = edges.filter(({ to }) => to === focus).map(({ from }) => nameOf(from));
      expect(upwards).toEqual(name === "argonaut.n.01" ? ["person"] : ["Holy Order", "person"]);
    }
  });

  test("tells instances from classes", () => {
    const { edges } = neighbourhood(tree, findSynset(wordnet, "paris.n.01")!, {
      maxHyponyms: 9,
      isHidden: nothingHidden,
    });
    const toParis = edges.filter(({ to }) => nameOf(to) === "Paris");
    expect(toParis.map(({ instance }) => instance)).toEqual(toParis.map(() => true));
    expect(edges.some(({ instance }) => !instance)).toBe(true);
  });
});
