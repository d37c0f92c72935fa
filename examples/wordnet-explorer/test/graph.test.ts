import { findSynset, lemmas, type Synset } from "@alt2img/wordnet";
import { sensitivityOf } from "@alt2img/wordnet/imagenet";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, test } from "vitest";
import { type Box, hangRows, layoutGraph } from "../src/graph-layout.js";
import { neighbourhood } from "../src/neighbourhood.js";

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

describe("the layout", () => {
  const overlaps = (boxes: readonly Box[], places: ReadonlyMap<string, { x: number; y: number }>): string[] =>
    boxes.flatMap((one, i) =>
      boxes.slice(i + 1).flatMap((other) => {
        const [a, b] = [places.get(one.key)!, places.get(other.key)!];
        const apart =
          a.x + one.width <= b.x || b.x + other.width <= a.x || a.y + one.height <= b.y || b.y + other.height <= a.y;
        return apart ? [] : [`${one.key} and ${other.key}`];
      }),
    );

  test("has no boxes that overlap, and puts each below its parent", () => {
    for (const name of ["dog.n.01", "woman.n.01", "paris.n.01", "guitar.n.01", "run.v.01"]) {
      const { nodes, edges } = neighbourhood(tree, findSynset(wordnet, name)!, {
        maxHyponyms: 0,
        isHidden: nothingHidden,
      });
      const boxes = nodes.map(({ synset }, i) => ({
        key: String(synset),
        width: 40 + ((i * 37) % 70),
        height: 20 + (i % 2) * 15,
      }));
      const links = edges.map(({ from, to }) => ({ from: String(from), to: String(to) }));
      const { places, paths } = layoutGraph(boxes, links);
      expect(overlaps(boxes, places), name).toEqual([]);
      expect(paths.every((path) => path.startsWith("M"))).toBe(true);
      for (const { from, to } of links) expect(places.get(from)!.y).toBeLessThan(places.get(to)!.y);
    }
  });

  test.each([1, 2, 3, 5, 7, 12])(
    "puts %i boxes in rows of three that overlap neither each other nor the lines between rows",
    (count) => {
      const boxes = Array.from({ length: count }, (_, i) => ({
        key: String(i),
        width: 30 + ((i * 29) % 80),
        height: 22 + (i % 3) * 12,
      }));
      const stem = { x: 0, y: 0 };
      const { places, width, height } = hangRows(stem, boxes, 3);
      expect(overlaps(boxes, places)).toEqual([]);
      const rows = new Set([...places.values()].map(({ y }) => y));
      expect(rows.size).toBe(Math.ceil(count / 3));
      const last = Math.max(...rows);
      for (const box of boxes) {
        const { x, y } = places.get(box.key)!;
        expect(Math.abs(x)).toBeLessThanOrEqual(width / 2);
        expect(x + box.width).toBeLessThanOrEqual(width / 2);
        expect(y + box.height).toBeLessThanOrEqual(height);
        if (y < last) expect(x < 0 && x + box.width > 0, `box ${box.key} is on the line`).toBe(false);
      }
    },
  );
});
