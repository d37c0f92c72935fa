import { createRandom } from "@alt2img/core";
import type { DotProducts } from "../dot/dot-products.js";
import type { EmbeddingMatrix } from "../embedding-matrix.js";

export type KMeansOptions = {
  /** How many centroids; at most as many as there are rows. */
  cells: number;
  /** Rounds of assigning and averaging. */
  rounds: number;
  seed: number;
  dot: DotProducts;
  /** Called between batches: to let other work have its turn, and to stop. */
  turn: (done: number) => Promise<void>;
};

/**
 * Spherical k-means: unit vectors are assigned to the centroid with the largest dot product, and centroids are the averages of
 * their vectors, at length 1. It begins with different rows, chosen at random. The same rows and seed give the same bits.
 *
 * @param matrix rows of length 1
 * @returns the centroids, `[cells, dimension]`
 * @see Dhillon and Modha 2001, Concept Decompositions for Large Sparse Text Data Using Clustering
 */
export async function sphericalKMeans(
  matrix: { readonly rows: number; readonly dimension: number; readonly data: Float32Array<ArrayBuffer> },
  { cells, rounds, seed, dot, turn }: KMeansOptions,
): Promise<Float32Array<ArrayBuffer>> {
  const { rows, dimension, data } = matrix;
  const centroids = new Float32Array(cells * dimension);
  for (const [cell, row] of chooseRows(rows, cells, seed).entries()) {
    centroids.set(data.subarray(row * dimension, (row + 1) * dimension), cell * dimension);
  }
  for (let round = 0; round < rounds; round++) {
    const assigned = await assignCells(matrix, { rows: cells, dimension, data: centroids }, dot, (done) =>
      turn(round * rows + done),
    );
    averageRows(matrix, assigned, centroids);
  }
  return centroids;
}

/** Makes each centroid the average of its rows, at length 1. One without rows stays as it is. */
export function averageRows(
  { rows, dimension, data }: { readonly rows: number; readonly dimension: number; readonly data: Float32Array },
  assigned: Int32Array,
  centroids: Float32Array,
): void {
  const sums = new Float64Array(centroids.length);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * dimension, assigned[row]! * dimension];
    for (let j = 0; j < dimension; j++) sums[to + j]! += data[from + j]!;
  }
  for (let from = 0; from < sums.length; from += dimension) {
    let squared = 0;
    for (let j = from; j < from + dimension; j++) squared += sums[j]! * sums[j]!;
    if (squared === 0) continue;
    const length = Math.sqrt(squared);
    for (let j = from; j < from + dimension; j++) centroids[j] = sums[j]! / length;
  }
}

/** How many rows are compared with all centroids at a time. */
const BATCH = 64;

/** The cell of each row: that of the centroid with the largest dot product, the first of several. */
export async function assignCells(
  { rows, dimension, data }: { readonly rows: number; readonly dimension: number; readonly data: Float32Array },
  centroids: EmbeddingMatrix,
  dot: DotProducts,
  turn: (done: number) => Promise<void>,
): Promise<Int32Array<ArrayBuffer>> {
  const cells = centroids.rows;
  const assigned = new Int32Array(rows);
  const products = new Float32Array(BATCH * cells);
  for (let start = 0; start < rows; start += BATCH) {
    const end = Math.min(start + BATCH, rows);
    const out = products.subarray(0, (end - start) * cells);
    dot(centroids, { start: 0, end: cells }, data.subarray(start * dimension, end * dimension), out);
    for (let row = start; row < end; row++) {
      const from = (row - start) * cells;
      let best = 0;
      for (let cell = 1; cell < cells; cell++) if (out[from + cell]! > out[from + best]!) best = cell;
      assigned[row] = best;
    }
    await turn(end);
  }
  return assigned;
}

/** Different numbers from 0 up to `rows` (exclusive), in random order. */
export function chooseRows(rows: number, count: number, seed: number): number[] {
  const { uint32 } = createRandom(seed);
  // Fisher and Yates' shuffle of its first places, with only the moved numbers kept.
  const moved = new Map<number, number>();
  return Array.from({ length: count }, (_, i) => {
    const at = i + (uint32() % (rows - i));
    const chosen = moved.get(at) ?? at;
    moved.set(at, moved.get(i) ?? i);
    return chosen;
  });
}
