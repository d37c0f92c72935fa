import type { EmbeddingMatrix } from "../embedding-matrix.js";
import { dotInJavaScript } from "./dot-in-javascript.js";
import { dotInWasm } from "./dot-in-wasm.js";
import { int16Queries } from "./int16-queries.js";
import type { RawDotProducts } from "./raw-dot-products.js";

/**
 * The dot products of all of some rows with all queries, in 32-bit floats.
 *
 * @param rows which rows of the matrix, from `start` up to `end` (exclusive)
 * @param queries `[queryCount, dimension]`
 * @param out `[queryCount, end - start]`, which is written
 */
export type DotProducts = (
  matrix: EmbeddingMatrix,
  rows: { readonly start: number; readonly end: number },
  queries: Float32Array,
  out: Float32Array,
) => void;

/** In WebAssembly where there is SIMD, else in JavaScript: with the same bits. */
export function dotProducts(): DotProducts {
  return withScales(dotInWasm() ?? dotInJavaScript);
}

export function withScales(raw: RawDotProducts): DotProducts {
  return (matrix, { start, end }, queries, out) => {
    const { dimension } = matrix;
    if (!("scales" in matrix)) {
      raw({ rows: matrix.data.subarray(start * dimension, end * dimension), queries }, dimension, out);
      return;
    }
    const integers = int16Queries(queries, dimension);
    raw({ rows: matrix.data.subarray(start * dimension, end * dimension), queries: integers.data }, dimension, out);
    const count = end - start;
    for (const [q, scale] of integers.scales.entries()) {
      for (let i = 0; i < count; i++) out[q * count + i]! *= matrix.scales[start + i]! * scale;
    }
  };
}
