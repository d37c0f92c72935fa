import { fromFloat16 } from "../float16.js";
import type { RawDotProducts } from "./raw-dot-products.js";

const { fround } = Math;

/** For where WebAssembly isn't available. Sums are added in the order of wasm/dot.c, so the bits are the same. */
export const dotInJavaScript: RawDotProducts = (operands, dimension, out) => {
  const { rows, queries } = operands;
  const count = rows.length / dimension;
  const queryCount = queries.length / dimension;
  const row = new Float32Array(dimension);
  for (let i = 0; i < count; i++) {
    const part = rows.subarray(i * dimension, (i + 1) * dimension);
    if (part instanceof Uint16Array) for (let j = 0; j < dimension; j++) row[j] = fromFloat16(part[j]!);
    else row.set(part);
    for (let q = 0; q < queryCount; q++) {
      out[q * count + i] =
        queries instanceof Int16Array ? wholeDot(row, queries, q * dimension) : dot(row, queries, q * dimension);
    }
  }
};

/** Whole numbers, which are exact in any order. */
function wholeDot(row: Float32Array, queries: Int16Array, from: number): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j]! * queries[from + j]!;
  return sum;
}

/** Eight sums, as in two vectors of four floats. */
function dot(row: Float32Array, queries: Float32Array, from: number): number {
  const whole = row.length & ~7;
  let [s0, s1, s2, s3, s4, s5, s6, s7, rest] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let j = 0;
  for (let at = from; j < whole; j += 8, at += 8) {
    s0 = fround(s0 + fround(row[j]! * queries[at]!));
    s1 = fround(s1 + fround(row[j + 1]! * queries[at + 1]!));
    s2 = fround(s2 + fround(row[j + 2]! * queries[at + 2]!));
    s3 = fround(s3 + fround(row[j + 3]! * queries[at + 3]!));
    s4 = fround(s4 + fround(row[j + 4]! * queries[at + 4]!));
    s5 = fround(s5 + fround(row[j + 5]! * queries[at + 5]!));
    s6 = fround(s6 + fround(row[j + 6]! * queries[at + 6]!));
    s7 = fround(s7 + fround(row[j + 7]! * queries[at + 7]!));
  }
  for (; j < row.length; j++) rest = fround(rest + fround(row[j]! * queries[from + j]!));
  const even = fround(fround(s0 + s4) + fround(s2 + s6));
  const odd = fround(fround(s1 + s5) + fround(s3 + s7));
  return fround(fround(even + odd) + rest);
}
