import { createGenerator } from "@alt2img/core/random";

/** Unit vectors around `centres` random directions, one after another: `[rows, dimension]`. */
export function clusteredVectors(
  rows: number,
  dimension: number,
  { centres = 10, spread = 0.5, seed = 1 }: { centres?: number; spread?: number; seed?: number } = {},
): Float32Array<ArrayBuffer> {
  const generator = createGenerator(seed);
  const directions = generator.randn(centres * dimension);
  const noise = generator.randn(rows * dimension);
  const out = new Float32Array(rows * dimension);
  for (let row = 0; row < rows; row++) {
    const from = row * dimension;
    const centre = ((row * 7) % centres) * dimension;
    let sum = 0;
    for (let j = 0; j < dimension; j++) {
      const value = directions[centre + j]! + spread * noise[from + j]!;
      out[from + j] = value;
      sum += value * value;
    }
    const length = Math.sqrt(sum);
    for (let j = 0; j < dimension; j++) out[from + j]! /= length;
  }
  return out;
}

export function vectorAt(data: Float32Array, dimension: number, row: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(data.subarray(row * dimension, (row + 1) * dimension));
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let j = 0; j < a.length; j++) {
    ab += a[j]! * b[j]!;
    aa += a[j]! ** 2;
    bb += b[j]! ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}
