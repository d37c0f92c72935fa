import type { Embedding } from "@alt2img/core";
import { clipError } from "../clip-error.js";

/**
 * Rows of a matrix, each divided by its length.
 *
 * @param raw `[rows, dimension]`, row-major
 * @throws Alt2imgError `clip/broken-embedding` for a row of zeros, or one with non-finite numbers
 */
export function normalizedRows(raw: Float32Array, dimension: number, what: string): Embedding[] {
  const rows: Embedding[] = [];
  for (let start = 0; start < raw.length; start += dimension) {
    const row = raw.slice(start, start + dimension);
    let sum = 0;
    for (const value of row) sum += value * value;
    const length = Math.sqrt(sum);
    if (!(length > 0 && Number.isFinite(length))) {
      throw clipError(
        "broken-embedding",
        `The model gives ${length === 0 ? "only zeros" : "no numbers"} for ${what} ${rows.length + 1} of the batch. If it is a reduced variant, use another.`,
      );
    }
    for (let i = 0; i < dimension; i++) row[i] = row[i]! / length;
    rows.push(row);
  }
  return rows;
}

/** The dot product, which for two embeddings is their cosine. Summed in double precision. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
