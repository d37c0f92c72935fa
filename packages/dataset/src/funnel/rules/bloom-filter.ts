import { Alt2imgError } from "@alt2img/core";

export type BloomSize = {
  /** How many different keys it will get, 1 or more. With more of them, it is wrong more often. */
  capacity: number;
  /** The share of new keys that are taken for known ones when it is full, between 0 and 1. Default 0.001. */
  falsePositives?: number | undefined;
};

/** One bit more would need numbers beyond 32 bits; this is half a gibibyte. */
const MAX_BITS = 2 ** 32;

/**
 * Adds a key to a set of fixed size, and says whether it was probably there already: never wrongly no, sometimes wrongly
 * yes.
 *
 * @throws Alt2imgError `dataset/bloom-size` for a size outside the ranges, or of more than half a gibibyte
 * @see Bloom 1970, https://doi.org/10.1145/362686.362692; Kirsch and Mitzenmacher 2006 for two hashes instead of many
 */
export function bloomFilter(size: BloomSize): (key: string) => boolean {
  const { bits, hashes } = checkBloomSize(size);
  const words = new Uint32Array(Math.ceil(bits / 32));
  return (key) => {
    const first = hash(key, 0x9747b28c);
    const step = hash(key, 0x3c6ef372) | 1;
    let isKnown = true;
    for (let i = 0; i < hashes; i++) {
      const bit = (first + i * (step >>> 0)) % bits;
      const word = Math.floor(bit / 32);
      const mask = 1 << (bit % 32);
      if ((words[word]! & mask) !== 0) continue;
      isKnown = false;
      words[word]! |= mask;
    }
    return isKnown;
  };
}

/** MurmurHash3's mixing, over UTF-16 code units. */
function hash(key: string, seed: number): number {
  let state = seed;
  for (let i = 0; i < key.length; i++) {
    state ^= Math.imul(rotate(Math.imul(key.charCodeAt(i), 0xcc9e2d51), 15), 0x1b873593);
    state = (Math.imul(rotate(state, 13), 5) + 0xe6546b64) | 0;
  }
  state ^= key.length;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** @throws Alt2imgError `dataset/bloom-size` */
export function checkBloomSize({ capacity, falsePositives = 0.001 }: BloomSize): { bits: number; hashes: number } {
  const bits = Math.ceil((-capacity * Math.log(falsePositives)) / Math.LN2 ** 2);
  if (!(capacity >= 1 && falsePositives > 0 && falsePositives < 1 && bits <= MAX_BITS)) {
    throw new Alt2imgError(
      "dataset/bloom-size",
      `A Bloom filter for ${capacity} keys with ${falsePositives} false positives can't be made: the capacity must be 1 or more, the share between 0 and 1, and the filter at most ${MAX_BITS} bits.`,
    );
  }
  return { bits, hashes: Math.max(1, Math.round(-Math.log2(falsePositives))) };
}
