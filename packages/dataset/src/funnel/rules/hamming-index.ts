/** A 64-bit hash as two unsigned 32-bit numbers. */
export type Hash64 = { high: number; low: number };

/** @returns `undefined` unless the text is 16 hexadecimal digits */
export function parseHash64(hex: string): Hash64 | undefined {
  if (!/^[0-9a-f]{16}$/i.test(hex)) return undefined;
  return { high: Number.parseInt(hex.slice(0, 8), 16), low: Number.parseInt(hex.slice(8), 16) };
}

/** In how many of 64 bits two hashes differ. */
function hammingDistance(a: Hash64, b: Hash64): number {
  return bitCount(a.high ^ b.high) + bitCount(a.low ^ b.low);
}

/** The number of ones among 32 bits. */
export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Hashes that can be searched for one that is near. */
export type HammingIndex = {
  add(hash: Hash64): void;
  /** The index, in order of adding, of the nearest hash within the distance, the first of several; `undefined` without one. */
  nearest(hash: Hash64): { index: number; distance: number } | undefined;
};

/**
 * Multi-index hashing: hashes are cut into one part more than bits may differ, so that near hashes have at least one
 * part in common, and only those that do are compared. Exact.
 *
 * @param distance from 0 to 16; with `d`, a search looks at `d + 1` buckets of `64 / (d + 1)` bits
 * @see Norouzi, Punjani and Fleet 2012, Fast Search in Hamming Space with Multi-Index Hashing
 */
export function hammingIndex(distance: number): HammingIndex {
  const parts = Math.max(2, distance + 1);
  const starts = Array.from({ length: parts + 1 }, (_, i) => Math.floor((64 * i) / parts));
  const buckets = Array.from({ length: parts }, () => new Map<number, number[]>());
  const hashes: Hash64[] = [];
  return {
    add(hash) {
      const index = hashes.push(hash) - 1;
      buckets.forEach((byPart, i) => {
        const part = bitsOf(hash, starts[i]!, starts[i + 1]!);
        const bucket = byPart.get(part);
        if (bucket === undefined) byPart.set(part, [index]);
        else bucket.push(index);
      });
    },
    nearest(hash) {
      let best: { index: number; distance: number } | undefined;
      for (const [i, byPart] of buckets.entries()) {
        for (const index of byPart.get(bitsOf(hash, starts[i]!, starts[i + 1]!)) ?? []) {
          const found = hammingDistance(hash, hashes[index]!);
          if (found > distance) continue;
          if (best === undefined || found < best.distance || (found === best.distance && index < best.index)) {
            best = { index, distance: found };
          }
        }
        if (best?.distance === 0) return best;
      }
      return best;
    },
  };
}

/** The bits from `start` to `end`, at most 32 of them, the highest bit being number 0. */
function bitsOf({ high, low }: Hash64, start: number, end: number): number {
  if (end <= 32) return tail(high >>> (32 - end), end - start);
  if (start >= 32) return tail(low >>> (64 - end), end - start);
  return tail(high, 32 - start) * 2 ** (end - 32) + (low >>> (64 - end));
}

function tail(word: number, bits: number): number {
  return bits === 32 ? word >>> 0 : (word & (2 ** bits - 1)) >>> 0;
}
