import { Alt2imgError, createRandom } from "@alt2img/core";
import { bestRows } from "../search/best-rows.js";
import { dotProducts } from "../search/dot/dot-products.js";
import { checkMatrix, type EmbeddingMatrix, rowOf, unitVector } from "../search/embedding-matrix.js";
import type { MapEmbeddingsOptions } from "./map-options.js";

/** What decides about the layout; `worker` is where it is made. */
export type LayOutOptions = Omit<MapEmbeddingsOptions, "worker">;

/** @throws Alt2imgError `dataset/embedding-matrix`, `dataset/map-option`; what `createRandom` throws about the seed */
export function checkMap(
  matrix: EmbeddingMatrix,
  { neighbours = 15, minDist = 0.1, epochs, seed = 0 }: LayOutOptions,
): void {
  checkMatrix(matrix, "the map");
  const { rows } = matrix;
  const wrong = (name: string, value: number, wanted: string): Alt2imgError =>
    new Alt2imgError("dataset/map-option", `${name} is ${value}; it must be ${wanted}.`);
  if (!Number.isInteger(neighbours) || neighbours < 2)
    throw wrong("neighbours", neighbours, "a whole number, at least 2");
  if (!(minDist >= 0 && minDist <= 1)) throw wrong("minDist", minDist, "from 0 to 1");
  if (epochs !== undefined && !(Number.isInteger(epochs) && epochs >= 1)) {
    throw wrong("epochs", epochs, "a whole number, at least 1");
  }
  if (rows <= neighbours) throw wrong("neighbours", neighbours, `less than the number of rows, which is ${rows}`);
  createRandom(seed);
}

/**
 * The layout of a matrix that `checkMap` has checked, on this thread, which gives other work its turn.
 *
 * @throws Alt2imgError `dataset/embedding`; the signal's reason
 */
export async function layOut(
  matrix: EmbeddingMatrix,
  { neighbours = 15, minDist = 0.1, epochs, seed = 0, signal, onProgress }: LayOutOptions,
): Promise<Float32Array<ArrayBuffer>> {
  const { rows } = matrix;
  const random = createRandom(seed);
  signal?.throwIfAborted();
  const turn = async (stage: string, done: number, total: number, unit: "records" | "steps"): Promise<void> => {
    onProgress?.({ stage, done, total, unit });
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  };

  const { UMAP } = await import("./umap.js");
  const { indices, distances } = await nearestRows(matrix, neighbours, (done) =>
    turn("neighbours", done, rows, "records"),
  );
  const umap = new UMAP({
    ...{ nComponents: 2, nNeighbors: neighbours, minDist, random: random.uniform },
    ...(epochs === undefined ? {} : { nEpochs: epochs }),
  });
  umap.setPrecomputedKNN(indices, distances);
  // With the neighbours known, it only needs the number of rows.
  const total = umap.initializeFit(Array.from({ length: rows }, () => []));
  for (let epoch = 1; epoch <= total; epoch++) {
    umap.step();
    if (epoch % 10 === 0 || epoch === total) await turn("layout", epoch, total, "steps");
  }
  return fitInSquare(umap.getEmbedding());
}

/** How many rows are compared with all at a time. */
const BATCH = 32;

/** For each row itself and the nearest others, with the cosine distances. */
async function nearestRows(
  matrix: EmbeddingMatrix,
  count: number,
  turn: (done: number) => Promise<void>,
): Promise<{ indices: number[][]; distances: number[][] }> {
  const { rows, dimension } = matrix;
  const dot = dotProducts();
  const products = new Float32Array(BATCH * rows);
  const [indices, distances]: [number[][], number[][]] = [[], []];
  for (let start = 0; start < rows; start += BATCH) {
    const size = Math.min(BATCH, rows - start);
    const queries = new Float32Array(size * dimension);
    for (let i = 0; i < size; i++) {
      queries.set(unitVector(rowOf(matrix, start + i), dimension, `Row ${start + i}`), i * dimension);
    }
    dot(matrix, { start: 0, end: rows }, queries, products.subarray(0, size * rows));
    for (let i = 0; i < size; i++) {
      const best = bestRows(count - 1);
      for (let at = 0; at < rows; at++) {
        const similarity = products[i * rows + at]!;
        if (at !== start + i && best.accepts(similarity, at)) best.add(similarity, at);
      }
      const list = best.list();
      indices.push([start + i, ...list.map(({ at }) => at)]);
      distances.push([0, ...list.map(({ score }) => Math.max(0, 1 - score))]);
    }
    if ((start / BATCH) % 16 === 15 || start + size === rows) await turn(start + size);
  }
  return { indices, distances };
}

function fitInSquare(points: readonly (readonly number[])[]): Float32Array<ArrayBuffer> {
  const out = new Float32Array(2 * points.length);
  for (const axis of [0, 1]) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const point of points) {
      low = Math.min(low, point[axis]!);
      high = Math.max(high, point[axis]!);
    }
    const range = high > low ? high - low : 1;
    for (const [i, point] of points.entries()) out[2 * i + axis] = (point[axis]! - low) / range;
  }
  return out;
}
