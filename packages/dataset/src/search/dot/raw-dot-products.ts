import type { EmbeddingMatrix } from "../embedding-matrix.js";

/** What is computed without the scales of 8-bit rows, which come last, so that both ways round alike. */
export type RawDotProducts = (
  rows: EmbeddingMatrix["data"],
  dimension: number,
  queries: Float32Array,
  out: Float32Array,
) => void;
