import { createRandom } from "@alt2img/core";

/** Turns a vector in place; lengths and angles stay. */
export type Rotation = (vector: Float64Array) => void;

/**
 * A random rotation that is quick to compute: twice, signs are flipped and numbers exchanged at random, and Hadamard's transform
 * mixes blocks of the largest power of two that divides the dimension. It spreads what a few numbers of an
 * embedding say over all of them, so that their signs say equally much. An odd dimension isn't mixed.
 *
 * @see Ailon and Chazelle 2009, The Fast Johnson–Lindenstrauss Transform
 */
export function randomRotation(dimension: number, seed: number): Rotation {
  const { uint32 } = createRandom(seed);
  const block = dimension & -dimension;
  const rounds = [0, 1].map(() => {
    const order = Int32Array.from({ length: dimension }, (_, i) => i);
    for (let i = dimension - 1; i > 0; i--) {
      const j = uint32() % (i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return { order, signs: Float64Array.from({ length: dimension }, () => (uint32() & 1 ? 1 : -1)) };
  });
  const moved = new Float64Array(dimension);
  const scale = 1 / Math.sqrt(block);
  return (vector) => {
    for (const { order, signs } of rounds) {
      for (let j = 0; j < dimension; j++) moved[j] = vector[order[j]!]! * signs[j]!;
      for (let from = 0; from < dimension; from += block) hadamard(moved, from, block);
      for (let j = 0; j < dimension; j++) vector[j] = moved[j]! * scale;
    }
  };
}

function hadamard(values: Float64Array, from: number, length: number): void {
  for (let half = 1; half < length; half *= 2) {
    for (let start = from; start < from + length; start += 2 * half) {
      for (let i = start; i < start + half; i++) {
        const [a, b] = [values[i]!, values[i + half]!];
        values[i] = a + b;
        values[i + half] = a - b;
      }
    }
  }
}
