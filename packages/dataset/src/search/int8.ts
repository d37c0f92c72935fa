import type { EmbeddingMatrix } from "./embedding-matrix.js";

/**
 * Rows of 8-bit integers: a quarter of the bytes. Each row has a scale of its own, so that its largest number becomes ±127. The
 * cosines change by about 0.002 at 512 dimensions.
 *
 * @param data `[rows, dimension]`
 */
export function toInt8(
  data: Float32Array,
  dimension: number,
): EmbeddingMatrix & { readonly data: Int8Array<ArrayBuffer>; readonly scales: Float32Array<ArrayBuffer> } {
  const rows = data.length / dimension;
  const quantised = new Int8Array(data.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let largest = 0;
    for (let at = row * dimension; at < (row + 1) * dimension; at++) largest = Math.max(largest, Math.abs(data[at]!));
    if (largest === 0) continue;
    scales[row] = largest / 127;
    for (let at = row * dimension; at < (row + 1) * dimension; at++) {
      quantised[at] = Math.round((data[at]! / largest) * 127);
    }
  }
  return { rows, dimension, data: quantised, scales };
}
