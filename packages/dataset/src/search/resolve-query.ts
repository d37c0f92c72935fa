import { Alt2imgError, type Embedding } from "@alt2img/core";
import { unitVector } from "./embedding-matrix.js";
import type { RowLocation, SearchEmbedders, SearchOptions, SearchQuery } from "./search-index.js";

/**
 * The embedding to look for, of length 1.
 *
 * @throws Alt2imgError `dataset/no-embedder`, `dataset/embedding`, what `rowAt` throws
 */
export async function resolveQuery(
  query: SearchQuery,
  { textEmbedder, imageEmbedder }: SearchEmbedders,
  dimension: number,
  rowAt: (row: RowLocation) => Embedding | Promise<Embedding>,
  signal: AbortSignal | undefined,
): Promise<Float32Array<ArrayBuffer>> {
  const options = signal === undefined ? {} : { signal };
  const unit = (vector: Embedding | undefined, name: string): Float32Array<ArrayBuffer> =>
    unitVector(vector ?? new Float32Array(), dimension, name);
  if (query instanceof Float32Array) return unit(query, "The query");
  if (typeof query !== "object" || query === null || !["text", "image", "shard"].some((key) => key in query)) {
    throw new Alt2imgError(
      "dataset/embedding",
      "The query is something else than a Float32Array, { text }, { image } or { shard, row }. Pass one of these.",
    );
  }
  if ("text" in query) {
    if (textEmbedder === undefined) throw noEmbedder("text");
    const [embedding] = await textEmbedder.embedTexts([query.text], options);
    return unit(embedding, "The embedding of the text");
  }
  if ("image" in query) {
    if (imageEmbedder === undefined) throw noEmbedder("image");
    const [embedding] = await imageEmbedder.embedImages([query.image], options);
    return unit(embedding, "The embedding of the image");
  }
  return unit(await rowAt(query), `Row ${query.row} of ${query.shard}`);
}

function noEmbedder(kind: "text" | "image"): Alt2imgError {
  return new Alt2imgError(
    "dataset/no-embedder",
    `The query is ${kind === "text" ? "a text" : "an image"}, and the index was opened without ${kind}Embedder. Pass the model that made the embeddings.`,
  );
}

/** @throws Alt2imgError `dataset/no-row` */
export function noRow({ shard, row }: RowLocation, found: string): Alt2imgError {
  return new Alt2imgError("dataset/no-row", `There is no row ${row} of ${shard} in the index: ${found}.`);
}

export type CheckedOptions = SearchOptions & { k: number; aestheticWeight: number };

/** @throws Alt2imgError `dataset/search-option` */
export function checkSearchOptions(options: SearchOptions): CheckedOptions {
  const { k = 10, aestheticWeight = 0, dedupe } = options;
  const wrong = (name: string, value: number, wanted: string): Alt2imgError =>
    new Alt2imgError("dataset/search-option", `${name} is ${value}; it must be ${wanted}.`);
  if (!Number.isSafeInteger(k) || k < 1) throw wrong("k", k, "a whole number, at least 1");
  if (!Number.isFinite(aestheticWeight)) throw wrong("aestheticWeight", aestheticWeight, "a finite number");
  if (dedupe !== undefined && !(dedupe > 0 && dedupe <= 1)) throw wrong("dedupe", dedupe, "more than 0 and at most 1");
  return { ...options, k, aestheticWeight };
}
