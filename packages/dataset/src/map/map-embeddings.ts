import type { EmbeddingMatrix } from "../search/embedding-matrix.js";
import { checkMap, layOut } from "./lay-out.js";
import { layOutInWorker } from "./lay-out-in-worker.js";
import type { MapEmbeddingsOptions } from "./map-options.js";

/**
 * A layout in the plane in which similar rows lie near each other: UMAP, by umap-js, with exact neighbours and a seeded
 * generator. It is made in a worker: a thread of Node's, or a web worker, which ends when the map is done or aborted. The same rows
 * and seed give the same bytes on the same engine, with and without the worker.
 *
 * @param matrix at least as many rows as `neighbours` and one more; it is copied to the worker. The time grows with the square of the
 *   rows: 20,000 take minutes
 * @returns `[rows, 2]`, each axis from 0 to 1
 * @throws Alt2imgError `dataset/embedding-matrix`, `dataset/embedding`, `dataset/map-option`; `dataset/map-worker` if the worker can't
 *   be started or fails
 * @see McInnes, Healy and Melville 2018, UMAP, https://arxiv.org/abs/1802.03426
 */
export async function mapEmbeddings(
  matrix: EmbeddingMatrix,
  { worker = true, ...options }: MapEmbeddingsOptions = {},
): Promise<Float32Array<ArrayBuffer>> {
  checkMap(matrix, options);
  return worker ? layOutInWorker(matrix, options) : layOut(matrix, options);
}
