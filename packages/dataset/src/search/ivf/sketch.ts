import { randomRotation } from "./rotation.js";

/**
 * A short record of a row, from which its similarity to a query is estimated; little-endian:
 * - bytes 0 to 4: the shard's number, unsigned; 4 to 8: the row's number in its shard, unsigned;
 * - 8 to 12: the aesthetic score, a float, `NaN` without one;
 * - 12 to 16: the dot product of the row's residual with its centroid, a float, where the residual is the row less the centroid;
 * - 16 to 20: the residual's squared length, divided by its dot product with what the codes say, a float;
 * - then a code for each number of the rotated residual, of 1, 2 or 4 bits, beginning with the lowest bits of each byte. With `b` bits,
 *   the code `c` says `2c + 1 − 2 ** b` halves of a step.
 *
 * @see Gao and Long 2024, RaBitQ, https://arxiv.org/abs/2405.12497, for one bit; Gao et al. 2024, https://arxiv.org/abs/2409.09913, for several
 */
export type RowSketch = {
  readonly shard: number;
  readonly row: number;
  readonly aesthetic: number;
  /** The estimated dot product with the query. */
  readonly similarity: number;
};

const HEAD_BYTES = 20;

/** How many bits a code may have, and the step that rounds normal numbers of deviation 1 with the smallest squared error (Max 1960). */
const STEPS: ReadonlyMap<number, number> = new Map([
  [1, 1.596],
  [2, 0.9957],
  [4, 0.3352],
]);

/** The fewer numbers, the less an estimate from their signs says: with less than 512, they get more bits. */
export function sketchBits(dimension: number): 1 | 2 | 4 {
  return dimension > 256 ? 1 : dimension > 64 ? 2 : 4;
}

export function sketchBytes(dimension: number): number {
  return HEAD_BYTES + Math.ceil((dimension * sketchBits(dimension)) / 8);
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
  const [bits, size] = [sketchBits(dimension), sketchBytes(dimension)];
  const half = 2 ** (bits - 1);
  return ({ shard, row, aesthetic, embedding, centroid }) => {
    let [squared, withCentroid] = [0, 0];
    for (let j = 0; j < dimension; j++) {
      const value = embedding[j]! - centroid[j]!;
      residual[j] = value;
      squared += value * value;
      withCentroid += value * centroid[j]!;
    }
    rotate(residual);
    const bytes = new Uint8Array(size);
    const step = (STEPS.get(bits)! * Math.sqrt(squared)) / Math.sqrt(dimension);
    let withCodes = 0;
    for (let j = 0; j < dimension; j++) {
      const value = step === 0 ? 0 : Math.floor(residual[j]! / step);
      const code = Math.min(Math.max(value + half, 0), 2 * half - 1);
      withCodes += residual[j]! * (2 * code + 1 - 2 * half);
      bytes[HEAD_BYTES + Math.floor((j * bits) / 8)]! |= code << ((j * bits) & 7);
    }
    const view = new DataView(bytes.buffer);
    view.setUint32(0, shard, true);
    view.setUint32(4, row, true);
    view.setFloat32(8, aesthetic, true);
    view.setFloat32(12, withCentroid, true);
    view.setFloat32(16, withCodes === 0 ? 0 : squared / withCodes, true);
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
  const [bits, size] = [sketchBits(dimension), sketchBytes(dimension)];
  const codeBytes = size - HEAD_BYTES;
  const inHalf = 4 / bits;
  // What each value of each half of a byte adds, so that a byte is two look-ups.
  const sums = new Float64Array(codeBytes * 32);
  const factors = Array.from({ length: 16 }, (_, value) =>
    Array.from({ length: inHalf }, (_, i) => 2 * ((value >> (i * bits)) & (2 ** bits - 1)) + 1 - 2 ** bits),
  );
  return function* (sketches, centroid) {
    let withCentroid = 0;
    for (let j = 0; j < dimension; j++) {
      difference[j] = query[j]! - centroid[j]!;
      withCentroid += query[j]! * centroid[j]!;
    }
    rotate(difference);
    for (let part = 0; part < 2 * codeBytes; part++) {
      for (let value = 0; value < 16; value++) {
        let sum = 0;
        for (let i = 0; i < inHalf; i++) sum += factors[value]![i]! * (difference[inHalf * part + i] ?? 0);
        sums[16 * part + value] = sum;
      }
    }
    const view = new DataView(sketches.buffer, sketches.byteOffset, sketches.byteLength);
    for (let from = 0; from + size <= sketches.length; from += size) {
      let sum = 0;
      for (let byte = 0; byte < codeBytes; byte++) {
        const value = sketches[from + HEAD_BYTES + byte]!;
        sum += sums[32 * byte + (value & 15)]! + sums[32 * byte + 16 + (value >> 4)]!;
      }
      yield {
        shard: view.getUint32(from, true),
        row: view.getUint32(from + 4, true),
        aesthetic: view.getFloat32(from + 8, true),
        similarity: withCentroid + view.getFloat32(from + 12, true) + sum * view.getFloat32(from + 16, true),
      };
    }
  };
}
