import { Alt2imgError } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { mapEmbeddings } from "@alt2img/dataset/map";
import type { Data } from "./open.js";
import type { Part, PictureMap } from "./protocol.js";

/** The time grows with the square of the number. */
const MOST_POINTS = 3000;
const SEED = 13;

/** A map of the pictures by their embeddings, each picture once; of many, of some evenly spread over the data. */
export async function layOut(
  { pairs: all, embeddings }: Data,
  { signal, onPart }: TaskOptions<Part>,
): Promise<PictureMap> {
  if (embeddings === undefined) {
    throw new Alt2imgError("explorer/no-embeddings", "These pairs have no embeddings, so there is no map of them.");
  }
  const { dimension, data, pairs } = embeddings;
  const rowOf = new Map<string, number>();
  for (const [row, pair] of pairs.entries()) {
    const { imageUrl } = all[pair]!;
    if (!rowOf.has(imageUrl)) rowOf.set(imageUrl, row);
  }
  const distinct = [...rowOf.values()];
  const rows = Math.min(distinct.length, MOST_POINTS);
  const chosen = Uint32Array.from({ length: rows }, (_, i) => distinct[Math.floor((i * distinct.length) / rows)]!);
  const some = new Float32Array(rows * dimension);
  for (const [i, row] of chosen.entries()) {
    some.set(data.subarray(row * dimension, (row + 1) * dimension), i * dimension);
  }
  const positions = await mapEmbeddings({ rows, dimension, data: some }, { seed: SEED, signal, onProgress: onPart });
  return { positions, pairs: chosen.map((row) => pairs[row]!) };
}
