import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { type Taxonomy, taxonomy } from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, it } from "vitest";
import { drawGraph } from "../../src/synset-graph/draw-graph.js";
import { findSenses } from "../../src/synset-graph/find-senses.js";
import { nodeByKey } from "../../src/synset-graph/node-by-key.js";
import { relationLabel } from "../../src/synset-graph/relations.js";
import { type SynsetGraph, synsetGraph } from "../../src/synset-graph/synset-graph.js";

let tree: Taxonomy;
let dog: SynsetGraph;
const options = { maxHyponyms: 8, isSensitiveShown: false };
beforeAll(async () => {
  tree = taxonomy(await princeton({ definitions: false }));
  dog = synsetGraph(tree, "dog", options);
});

const placeOf = (name: string): number => dog.nodes.findIndex(({ words }) => words[0] === name);

describe("the graph around a synset", () => {
  it("is the same by a word, a name and either id, and is plain data", () => {
    expect(dog.focus).toEqual({
      id: "dog.n.01",
      words: ["dog", "domestic dog", "Canis familiaris"],
      partOfSpeech: "n",
      wnid: "n02084071",
    });
    for (const wanted of ["dog.n.01", "n02084071", "02084071-n"])
      expect(synsetGraph(tree, wanted, options)).toEqual(dog);
    expect(structuredClone(dog)).toEqual(dog);
  });

  it("has edges from hypernyms to hyponyms, counts the rest, and has all relations", () => {
    const above = dog.edges.filter(({ to }) => to === placeOf("dog")).map(({ from }) => dog.nodes[from]!.words[0]);
    expect(above.sort()).toEqual(["canine", "domestic animal"]);
    expect(dog.nodes.filter(({ role }) => role === "below")).toHaveLength(7);
    expect(dog.more).toBe(18 - 7);
    const numbers = dog.relations.map(({ type, targets }) => [type, targets.length]);
    expect(Object.fromEntries(numbers)).toMatchObject({ hypernym: 2, hyponym: 18, mero_part: 1, holo_member: 2 });
  });

  it("shows an adjective alone, with what it is related to", () => {
    const hot = synsetGraph(tree, "hot.a.01", options);
    expect([hot.nodes.length, hot.edges.length, hot.more]).toEqual([1, 0, 0]);
    expect(hot.relations.map(({ type }) => type)).toContain("similar");
  });

  it("says that there is no such word, and that a sense is hidden unless it is asked for", () => {
    expect(() => synsetGraph(tree, "qwxzrtl", options)).toThrow(expect.objectContaining({ code: "elements/synset" }));
    const hidden = expect.objectContaining({ code: "elements/hidden-synset" });
    expect(() => synsetGraph(tree, "bounder", options)).toThrow(hidden);
    expect(synsetGraph(tree, "bounder", { ...options, isSensitiveShown: true }).focus.words).toContain("bounder");
  });
});

describe("the drawing", () => {
  it("puts hypernyms above and hyponyms below, without overlaps, and has a line for each edge", () => {
    const sizes = [...dog.nodes, "rest"].map((_, i) => ({ width: 40 + ((i * 37) % 90), height: 22 + (i % 2) * 14 }));
    const { places, lines, width, height } = drawGraph(dog.nodes, dog.edges, sizes, 4);
    expect(places).toHaveLength(dog.nodes.length + 1);
    expect(lines).toHaveLength(dog.edges.length + 1);
    for (const { from, to } of dog.edges) expect(places[from]!.y + sizes[from]!.height).toBeLessThan(places[to]!.y);
    for (const [i, a] of places.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.x + sizes[i]!.width).toBeLessThanOrEqual(width);
      expect(a.y + sizes[i]!.height).toBeLessThanOrEqual(height);
      for (const [j, b] of places.entries()) {
        const apart =
          a.x + sizes[i]!.width <= b.x ||
          b.x + sizes[j]!.width <= a.x ||
          a.y + sizes[i]!.height <= b.y ||
          b.y + sizes[j]!.height <= a.y;
        expect(i === j || apart, `${i} and ${j}`).toBe(true);
      }
    }
  });

  it("is walked along its lines and rows", () => {
    const sizes = [...dog.nodes, "rest"].map(() => ({ width: 60, height: 22 }));
    const drawing = drawGraph(dog.nodes, dog.edges, sizes, 4);
    const focus = placeOf("dog");
    const walk = (key: string, from: number): number | undefined =>
      nodeByKey(key, from, drawing, { edges: dog.edges, sizes, focus });
    expect(dog.nodes[walk("ArrowUp", focus)!]!.words[0]).toMatch(/^(canine|domestic animal)$/);
    const first = walk("ArrowDown", focus)!;
    expect(dog.nodes[first]!.role).toBe("below");
    expect(walk("ArrowUp", first)).toBe(focus);
    expect(walk("ArrowRight", first)).toBe(first + 1);
    expect(walk("ArrowLeft", first)).toBeUndefined();
    expect(walk("ArrowUp", dog.nodes.length)).toBe(focus);
    expect(walk("ArrowUp", placeOf("entity"))).toBeUndefined();
    expect(walk("Home", first)).toBe(focus);
    expect(walk("x", first)).toBeUndefined();
  });
});

describe("the search", () => {
  const names = (text: string, isSensitiveShown = false): string[] =>
    findSenses(tree, text, isSensitiveShown).map(({ id }) => id);

  it("takes a word in this spelling before others, and its plural", () => {
    expect(synsetGraph(tree, "crane", options).focus.words).toEqual(["crane"]);
    expect(synsetGraph(tree, "mice", options).focus.id).toBe("mouse.n.01");
  });

  it("has all senses of a word first, then words that begin with it, then similar ones", () => {
    expect(names("crane").slice(0, 3)).toEqual(["crane.n.04", "crane.n.05", "crane.v.01"]);
    expect(names("teap")).toContain("teapot.n.01");
    expect(names("gitar")).toContain("guitar.n.01");
    expect(names("  ")).toEqual([]);
  });

  it("leaves out people who are hidden, unless they are asked for", () => {
    expect(names("bounder")).not.toContain("cad.n.01");
    expect(names("bounder", true)).toContain("cad.n.01");
  });
});

it("puts relations in words, in both languages, unknown ones as they are", () => {
  expect(relationLabel("mero_part")).toBe("its parts");
  expect(relationLabel("mero_part", "de")).toBe("hat die Teile");
  expect(relationLabel("to_string")).toBe("to string");
  expect(relationLabel("toString")).toBe("toString");
});
