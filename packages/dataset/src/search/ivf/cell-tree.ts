import type { DotProducts } from "../dot/dot-products.js";
import { assignCells, averageRows, chooseRows, sphericalKMeans } from "./k-means.js";
import { chain } from "./nearest-chain.js";

/** Cells in groups: a row needs to be compared only with the cells of the groups near it. */
export type CellTree = {
  readonly dimension: number;
  /** The centroid of each group, of length 1: `[groups, dimension]`. */
  readonly groups: Float32Array<ArrayBuffer>;
  /** The cells of group `g` are `firsts[g]` to `firsts[g + 1]` (exclusive). */
  readonly firsts: Int32Array<ArrayBuffer>;
  /** The centroid of each cell, of length 1: `[cells, dimension]`. */
  readonly centroids: Float32Array<ArrayBuffer>;
};

type Rows = { readonly rows: number; readonly dimension: number; readonly data: Float32Array<ArrayBuffer> };

export type CellTreeOptions = {
  /** How many cells; at most as many as there are rows. */
  cells: number;
  seed: number;
  dot: DotProducts;
  /** Called between batches with how many rows were compared, of how many. */
  turn: (done: number, total: number) => Promise<void>;
};

/** Rounds of assigning and averaging: of rows to cells, and of cells to groups. */
const [ROUNDS, GROUP_ROUNDS] = [3, 4];

/** How many groups, in square roots of the number of cells. With many small ones, few cells have to be compared with a row. */
const GROUPS = 4;

/** How many groups a row is compared with. A cell nearer than all of theirs is rare. */
const PROBES = 8;

/**
 * Spherical k-means for many cells. In each round the centroids of the cells are put into groups, and rows are only compared with the cells of the groups near them. Groups, and the cells of each, are in an
 * order in which near ones follow each other. The same rows and seed give the same bits.
 */
export async function cellTree(matrix: Rows, { cells, seed, dot, turn }: CellTreeOptions): Promise<CellTree> {
  const { rows, dimension, data } = matrix;
  let tree = await grouped(pick(matrix, chooseRows(rows, cells, seed)), seed, dot);
  for (let round = 0; round < ROUNDS; round++) {
    const step = (done: number): Promise<void> => turn(round * rows + done, ROUNDS * rows);
    averageRows(matrix, await assignByGroups(data, tree, dot, step), tree.centroids);
    tree = await grouped({ rows: cells, dimension, data: tree.centroids }, seed, dot);
  }
  return tree;
}

async function grouped(centroids: Rows, seed: number, dot: DotProducts): Promise<CellTree> {
  const { rows, dimension, data } = centroids;
  const count = Math.min(rows, Math.round(GROUPS * Math.sqrt(rows)));
  const turn = async (): Promise<void> => {};
  const found = await sphericalKMeans(centroids, { cells: count, rounds: GROUP_ROUNDS, seed, dot, turn });
  const groups = pick({ rows: count, dimension, data: found }, chain(found, dimension));
  const groupOf = await assignCells(centroids, groups, dot, turn);
  const members: number[][] = Array.from({ length: count }, () => []);
  for (const [cell, group] of groupOf.entries()) members[group]!.push(cell);
  const firsts = new Int32Array(count + 1);
  const order: number[] = [];
  for (const [group, own] of members.entries()) {
    const part = pick(centroids, own);
    for (const i of chain(part.data, dimension)) order.push(own[i]!);
    firsts[group + 1] = order.length;
  }
  return { dimension, groups: groups.data, firsts, centroids: pick({ rows, dimension, data }, order).data };
}

/** How many rows are compared with a group's cells at a time. */
const BATCH = 64;

/**
 * The cell of each row: the one with the largest dot product in the groups nearest to the row, the first of several.
 *
 * @param data rows of length 1
 */
export async function assignByGroups(
  data: Float32Array,
  { dimension, groups, firsts, centroids }: CellTree,
  dot: DotProducts,
  turn: (done: number) => Promise<void>,
): Promise<Int32Array<ArrayBuffer>> {
  const rows = data.length / dimension;
  const cells = centroids.length / dimension;
  const members = await nearestGroups(data, { dimension, groups, firsts }, dot);
  const assigned = new Int32Array(rows);
  const best = new Float32Array(rows).fill(Number.NEGATIVE_INFINITY);
  const queries = new Float32Array(BATCH * dimension);
  let compared = 0;
  let all = 0;
  for (const own of members) all += own.length;
  for (const [group, own] of members.entries()) {
    const [first, end] = [firsts[group]!, firsts[group + 1]!];
    const size = end - first;
    const products = new Float32Array(BATCH * size);
    for (let start = 0; start < own.length; start += BATCH) {
      const batch = own.slice(start, start + BATCH);
      for (const [i, row] of batch.entries()) {
        queries.set(data.subarray(row * dimension, (row + 1) * dimension), i * dimension);
      }
      const out = products.subarray(0, batch.length * size);
      const used = queries.subarray(0, batch.length * dimension);
      dot({ rows: cells, dimension, data: centroids }, { start: first, end }, used, out);
      for (const [i, row] of batch.entries()) {
        for (let cell = 0; cell < size; cell++) {
          const product = out[i * size + cell]!;
          if (product <= best[row]!) continue;
          best[row] = product;
          assigned[row] = first + cell;
        }
      }
      compared += batch.length;
      await turn(Math.floor((rows * compared) / all));
    }
  }
  return assigned;
}

/** For each group with cells, the rows that have it among their nearest groups. */
async function nearestGroups(
  data: Float32Array,
  { dimension, groups, firsts }: Pick<CellTree, "dimension" | "groups" | "firsts">,
  dot: DotProducts,
): Promise<number[][]> {
  const rows = data.length / dimension;
  const count = groups.length / dimension;
  const members: number[][] = Array.from({ length: count }, () => []);
  const products = new Float32Array(BATCH * count);
  for (let start = 0; start < rows; start += BATCH) {
    const end = Math.min(start + BATCH, rows);
    const out = products.subarray(0, (end - start) * count);
    dot(
      { rows: count, dimension, data: groups },
      { start: 0, end: count },
      data.subarray(start * dimension, end * dimension),
      out,
    );
    for (let row = start; row < end; row++) {
      const own = out.subarray((row - start) * count, (row - start + 1) * count);
      for (let probe = 0; probe < Math.min(PROBES, count); probe++) {
        let nearest = -1;
        for (let group = 0; group < count; group++) {
          if (firsts[group] === firsts[group + 1]) continue;
          if (nearest === -1 || own[group]! > own[nearest]!) nearest = group;
        }
        if (nearest === -1 || own[nearest] === Number.NEGATIVE_INFINITY) break;
        own[nearest] = Number.NEGATIVE_INFINITY;
        members[nearest]!.push(row);
      }
    }
  }
  return members;
}

function pick({ dimension, data }: Rows, rows: readonly number[]): Rows {
  const own = new Float32Array(rows.length * dimension);
  for (const [i, row] of rows.entries()) own.set(data.subarray(row * dimension, (row + 1) * dimension), i * dimension);
  return { rows: rows.length, dimension, data: own };
}
