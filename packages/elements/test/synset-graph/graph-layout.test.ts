import { findSynset } from "@alt2img/wordnet";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, test } from "vitest";
import { type Box, hangRows, layoutGraph } from "../../src/synset-graph/graph-layout.js";
import { neighbourhood } from "../../src/synset-graph/neighbourhood.js";

let wordnet: Awaited<ReturnType<typeof princeton>>;
let tree: ReturnType<typeof taxonomy>;
beforeAll(async () => {
  wordnet = await princeton({ definitions: false });
  tree = taxonomy(wordnet);
});
const nothingHidden = (): boolean => false;

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
