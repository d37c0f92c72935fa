import { randomRotation } from "./rotation.js";

/**
 * A short record of a row, from which its similarity to a query is estimated; little-endian:
 * - bytes 0 to 4: the shard's number, unsigned; 4 to 8: the row's number in its shard, unsigned;
 * - 8 to 12: the aesthetic score, a float, `NaN` without one;
 * - 12 to 16: the dot product of the row's residual with its centroid, a float, where the residual is the row less the centroid;
 * - 16 to 20: the residual's squared length, divided by the sum of its absolute numbers after the rotation, a float;
 * - then a bit for each number of the rotated residual, 1 if it isn't negative, beginning with the lowest bit of each byte.
 *
 * @see Gao and Long 2024, RaBitQ, https://arxiv.org/abs/2405.12497
 */
export type RowSketch = {
  readonly shard: number;
  readonly row: number;
  readonly aesthetic: number;
  /** The estimated dot product with the query. */
  readonly similarity: number;
};

const HEAD_BYTES = 20;

export function sketchBytes(dimension: number): number {
  return HEAD_BYTES + Math.ceil(dimension / 8);
}

/** Writes sketches of rows. */
export function sketchWriter(
  dimension: number,
  seed: number,
): (row: {
  shard: number;
  row: number;
  aesthetic: number;
  embedding: Float32Array;
  centroid: Float32Array;
}) => Uint8Array<ArrayBuffer> {
  const rotate = randomRotation(dimension, seed);
  const residual = new Float64Array(dimension);
  return ({ shard, row, aesthetic, embedding, centroid }) => {
    let [squared, withCentroid] = [0, 0];
    for (let j = 0; j < dimension; j++) {
      const value = embedding[j]! - centroid[j]!;
      residual[j] = value;
      squared += value * value;
      withCentroid += value * centroid[j]!;
    }
    rotate(residual);
    const bytes = new Uint8Array(sketchBytes(dimension));
    let absolute = 0;
    for (let j = 0; j < dimension; j++) {
      absolute += Math.abs(residual[j]!);
      if (residual[j]! >= 0) bytes[HEAD_BYTES + (j >> 3)]! |= 1 << (j & 7);
    }
    const view = new DataView(bytes.buffer);
    view.setUint32(0, shard, true);
    view.setUint32(4, row, true);
    view.setFloat32(8, aesthetic, true);
    view.setFloat32(12, withCentroid, true);
    view.setFloat32(16, absolute === 0 ? 0 : squared / absolute, true);
    return bytes;
  };
}

/**
 * Reads the sketches of a cell, and estimates each row's similarity to a query.
 *
 * @returns a function of a cell's sketches, one after another, and its centroid
 */
export function sketchReader(
  query: Float32Array,
  seed: number,
): (sketches: Uint8Array, centroid: Float32Array) => Generator<RowSketch, void, undefined> {
  const dimension = query.length;
  const rotate = randomRotation(dimension, seed);
  const difference = new Float64Array(dimension);
  const bytesOfBits = Math.ceil(dimension / 8);
  // What each value of each byte adds, so that a byte is one look-up.
  const sums = new Float64Array(bytesOfBits * 256);
  return function* (sketches, centroid) {
    let withCentroid = 0;
    for (let j = 0; j < dimension; j++) {
      difference[j] = query[j]! - centroid[j]!;
      withCentroid += query[j]! * centroid[j]!;
    }
    rotate(difference);
    for (let byte = 0; byte < bytesOfBits; byte++) {
      const at = byte * 256;
      sums[at] = 0;
      for (let bit = 0; bit < 8; bit++) sums[at]! -= difference[8 * byte + bit] ?? 0;
      for (let value = 1; value < 256; value++) {
        const lowest = 31 - Math.clz32(value & -value);
        sums[at + value] = sums[at + (value & (value - 1))]! + 2 * (difference[8 * byte + lowest] ?? 0);
      }
    }
    const size = HEAD_BYTES + bytesOfBits;
    const view = new DataView(sketches.buffer, sketches.byteOffset, sketches.byteLength);
    for (let from = 0; from + size <= sketches.length; from += size) {
      let sum = 0;
      for (let byte = 0; byte < bytesOfBits; byte++) sum += sums[byte * 256 + sketches[from + HEAD_BYTES + byte]!]!;
      yield {
        shard: view.getUint32(from, true),
        row: view.getUint32(from + 4, true),
        aesthetic: view.getFloat32(from + 8, true),
        similarity: withCentroid + view.getFloat32(from + 12, true) + sum * view.getFloat32(from + 16, true),
      };
    }
  };
}
