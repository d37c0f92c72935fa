import { expect, it } from "vitest";
import { dotProducts } from "../../src/search/dot/dot-products.js";
import { assignByGroups, cellTree } from "../../src/search/ivf/cell-tree.js";
import { assignCells } from "../../src/search/ivf/k-means.js";
import { clusteredVectors, cosine, vectorAt } from "./vectors.js";

const [rows, dimension, cells] = [3000, 32, 400];
const data = clusteredVectors(rows, dimension, { centres: 100, spread: 0.6 });
const dot = dotProducts();
const turn = async (): Promise<void> => {};

it("all cells are in groups, near ones follow each other, and nearly all rows get to their nearest cell", async () => {
  const seen: number[] = [];
  const tree = await cellTree(
    { rows, dimension, data },
    {
      ...{ cells, seed: 3, dot },
      turn: async (done, total) => {
        seen.push(done / total);
      },
    },
  );
  const { groups, firsts, centroids } = tree;
  expect(centroids).toHaveLength(cells * dimension);
  expect(firsts).toHaveLength(groups.length / dimension + 1);
  expect([firsts[0], firsts.at(-1)]).toEqual([0, cells]);
  expect(firsts.toSorted()).toEqual(firsts);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);

  const centroid = (cell: number): Float32Array => vectorAt(centroids, dimension, cell);
  let [next, any] = [0, 0];
  for (let cell = 1; cell < cells; cell++) {
    next += cosine(centroid(cell - 1), centroid(cell)) / (cells - 1);
    any += cosine(centroid((cell * 7) % cells), centroid(cell)) / (cells - 1);
  }
  expect(next).toBeGreaterThan(any + 0.2);

  const found = await assignByGroups(data, tree, dot, turn);
  const nearest = await assignCells({ rows, dimension, data }, { rows: cells, dimension, data: centroids }, dot, turn);
  let same = 0;
  for (const [row, cell] of found.entries()) if (cell === nearest[row]) same++;
  expect(same / rows).toBeGreaterThan(0.95);
});

it("one row is one cell in one group", async () => {
  const one = { rows: 1, dimension: 2, data: Float32Array.of(0.6, 0.8) };
  const tree = await cellTree(one, { cells: 1, seed: 0, dot, turn });
  expect(tree).toEqual({ dimension: 2, groups: one.data, firsts: Int32Array.of(0, 1), centroids: one.data });
  expect(await assignByGroups(one.data, tree, dot, turn)).toEqual(Int32Array.of(0));
});
