import { createRandom } from "@alt2img/core";
import { bitCount } from "./hamming-index.js";

/** Unit vectors that can be searched for those near one. */
export type SignIndex = {
  /** The indices, in order of adding, of the vectors that may be near this one; `add` adds it. */
  search(vector: Float32Array): { candidates: Iterable<number>; add: () => void };
};

/** Random planes; a vector's signature says on which side of each it is. */
const PLANES = 128;
const WORDS = PLANES / 32;

/** Tables of buckets. In each, the vectors of a bucket are on the same side of some of the planes. */
const TABLES = 64;

/** With more planes a table than this, there would be more buckets than vectors. */
const MOST_PLANES = 20;

/** The share of vectors right at the threshold that no table has in the same bucket. Nearer ones are missed less often. */
const MISSED = 0.01;

/**
 * Locality-sensitive hashing by the signs of random projections. Candidates share a bucket, and their signatures differ in
 * no more planes than those of vectors at the threshold.
 *
 * @param similarity the cosine from which on vectors are near
 * @see Charikar 2002, Similarity Estimation Techniques from Rounding Algorithms, https://doi.org/10.1145/509907.509965
 */
export function signIndex(dimension: number, similarity: number, seed: number): SignIndex {
  const { uint32, uniform } = createRandom(seed);
  // Near enough to normal, from exact sums, so that every platform has the same planes.
  const coordinate = (): number => uniform() + uniform() + uniform() + uniform() - 2;
  const planes = Array.from({ length: PLANES }, () => Float32Array.from({ length: dimension }, coordinate));
  const apart = Math.acos(similarity) / Math.PI;
  const size = planesPerTable(apart);
  const tables = Array.from({ length: TABLES }, () => ({
    chosen: chooseSome(size, uint32),
    buckets: new Map<number, number[]>(),
  }));
  // Five standard deviations, and two planes on which rounding decides.
  const furthest = PLANES * apart + 5 * Math.sqrt(PLANES * apart * (1 - apart)) + 2;
  const signatures: Uint32Array[] = [];
  return {
    search(vector) {
      const signature = signatureOf(planes, vector);
      const keys = tables.map(({ chosen }) => keyOf(signature, chosen));
      const candidates = new Set<number>();
      for (const [t, { buckets }] of tables.entries()) {
        for (const i of buckets.get(keys[t]!) ?? []) {
          if (differences(signature, signatures[i]!) <= furthest) candidates.add(i);
        }
      }
      const add = (): void => {
        const index = signatures.push(signature) - 1;
        for (const [t, { buckets }] of tables.entries()) {
          const bucket = buckets.get(keys[t]!);
          if (bucket === undefined) buckets.set(keys[t]!, [index]);
          else bucket.push(index);
        }
      };
      return { candidates, add };
    },
  };
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The most planes a table with which the tables miss few enough. @param apart the chance to be on two sides of a plane */
function planesPerTable(apart: number): number {
  for (let size = MOST_PLANES; size > 1; size--) if (missedBy(size, apart) <= MISSED) return size;
  return 1;
}

/** The signatures differ in a binomial number of planes, and a table misses the pair if it has one of those. */
function missedBy(size: number, apart: number): number {
  let missed = 0;
  let chance = (1 - apart) ** PLANES;
  for (let different = 0; different <= PLANES && apart < 1; different++) {
    let hasNone = 1;
    for (let i = 0; i < size; i++) hasNone *= Math.max(0, PLANES - different - i) / (PLANES - i);
    missed += chance * (1 - hasNone) ** TABLES;
    chance *= ((PLANES - different) / (different + 1)) * (apart / (1 - apart));
  }
  return missed;
}

function chooseSome(size: number, uint32: () => number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < size) chosen.add(uint32() % PLANES);
  return [...chosen];
}

function signatureOf(planes: readonly Float32Array[], vector: Float32Array): Uint32Array {
  const signature = new Uint32Array(WORDS);
  planes.forEach((plane, i) => {
    if (dot(plane, vector) > 0) signature[i >>> 5]! |= 1 << (i & 31);
  });
  return signature;
}

function keyOf(signature: Uint32Array, chosen: readonly number[]): number {
  let key = 0;
  for (const i of chosen) key = (key << 1) | ((signature[i >>> 5]! >>> (i & 31)) & 1);
  return key;
}

function differences(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < WORDS; i++) count += bitCount(a[i]! ^ b[i]!);
  return count;
}
