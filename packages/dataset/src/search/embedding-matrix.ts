import { Alt2imgError } from "@alt2img/core";
import { fromFloat16 } from "./float16.js";

/**
 * Embeddings as one array, row after row, each of them L2-normalised: `data.length` is `rows × dimension`. Row `i` is
 * - of a `Float32Array`: its numbers;
 * - of a `Uint16Array`: the bits of 16-bit floats (IEEE 754 binary16), as numpy's `float16`;
 * - of an `Int8Array`: its numbers times `scales[i]`.
 */
export type EmbeddingMatrix = { readonly rows: number; readonly dimension: number } & (
  | { readonly data: Float32Array }
  | { readonly data: Uint16Array }
  | { readonly data: Int8Array; readonly scales: Float32Array }
);

/** @throws Alt2imgError `dataset/embedding-matrix` if the lengths don't fit together, or the numbers are in another kind of array */
export function checkMatrix(matrix: EmbeddingMatrix, name: string): void {
  const { rows, dimension, data } = matrix;
  const wrong = (problem: string): Alt2imgError =>
    new Alt2imgError("dataset/embedding-matrix", `The embeddings of ${name} ${problem}.`);
  if (!Number.isSafeInteger(rows) || rows < 0 || !Number.isSafeInteger(dimension) || dimension < 1) {
    throw wrong(`have ${rows} rows of ${dimension} numbers; both must be whole, and there must be at least one number`);
  }
  if (![Float32Array, Uint16Array, Int8Array].some((kind) => data instanceof kind)) {
    throw wrong("are in another array than a Float32Array, a Uint16Array or an Int8Array");
  }
  if (data.length !== rows * dimension) {
    throw wrong(`are ${data.length} numbers; ${rows} rows of ${dimension} are ${rows * dimension}`);
  }
  const scales = "scales" in matrix ? matrix.scales : undefined;
  if (data instanceof Int8Array && scales?.length !== rows) {
    throw wrong(`are 8-bit integers with ${scales?.length ?? "no"} scales; each of the ${rows} rows needs one`);
  }
}

/** A copy of one row as numbers. */
export function rowOf(matrix: EmbeddingMatrix, row: number): Float32Array<ArrayBuffer> {
  const { dimension, data } = matrix;
  const part = data.subarray(row * dimension, (row + 1) * dimension);
  if (part instanceof Float32Array) return part.slice();
  if (part instanceof Uint16Array) return Float32Array.from(part, fromFloat16);
  const scale = "scales" in matrix ? matrix.scales[row]! : 1;
  const numbers = new Float32Array(dimension);
  // Typed arrays' own from() takes ten times as long.
  for (let j = 0; j < dimension; j++) numbers[j] = part[j]! * scale;
  return numbers;
}

/**
 * The vector at length 1, a copy.
 *
 * @param name what messages call it
 * @throws Alt2imgError `dataset/embedding` for another dimension, or a length that is 0 or not a finite number
 */
export function unitVector(vector: Float32Array, dimension: number, name: string): Float32Array<ArrayBuffer> {
  if (vector.length !== dimension) {
    throw new Alt2imgError(
      "dataset/embedding",
      `${name} has ${vector.length} numbers, and the embeddings that are searched have ${dimension}. Use the same model for both.`,
    );
  }
  let sum = 0;
  for (let j = 0; j < dimension; j++) sum += vector[j]! * vector[j]!;
  const length = Math.sqrt(sum);
  if (!Number.isFinite(length) || length === 0) {
    throw new Alt2imgError("dataset/embedding", `${name} has the length ${length}; it must be finite and more than 0.`);
  }
  const unit = new Float32Array(dimension);
  for (let j = 0; j < dimension; j++) unit[j] = vector[j]! / length;
  return unit;
}
