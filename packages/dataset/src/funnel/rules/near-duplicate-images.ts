import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import type { ComparingRule } from "../funnel-rule.js";
import { hammingIndex, parseHash64 } from "./hamming-index.js";

/** Beyond this, the index compares nearly everything with everything; unrelated images differ in about 32 bits. */
const MAX_DISTANCE = 16;

export type NearDuplicateImagesOptions = {
  /** In how many of the 64 bits two hashes of the same picture may differ, from 0 to 16. Default 4. */
  distance?: number | undefined;
  /**
   * The key of the perceptual hash: 16 hexadecimal digits, as `pHash` and `dHash` of `@alt2img/image` give them. Default
   * `"phash"`: LAION's `hash` is one of the address and text.
   */
  column?: string | undefined;
};

/**
 * Leaves out images whose perceptual hash is near that of an image that was kept before. A pair without a hash fails.
 *
 * @throws Alt2imgError `dataset/hash-distance`
 */
export function nearDuplicateImages({
  distance = 4,
  column = "phash",
}: NearDuplicateImagesOptions = {}): ComparingRule {
  if (!(Number.isInteger(distance) && distance >= 0 && distance <= MAX_DISTANCE)) {
    throw new Alt2imgError(
      "dataset/hash-distance",
      `distance is ${distance}; it must be a whole number from 0 to ${MAX_DISTANCE}.`,
    );
  }
  return {
    name: "near-duplicate image",
    start() {
      const index = hammingIndex(distance);
      const addresses: string[] = [];
      return (pair) => {
        const hash = hashOf(pair, column);
        const found = index.nearest(hash);
        if (found !== undefined) {
          const { index: at, distance: bits } = found;
          return { reason: `${column} differs in ${bits} of 64 bits from that of ${addresses[at]}`, value: bits };
        }
        index.add(hash);
        addresses.push(pair.imageUrl);
        return undefined;
      };
    },
  };
}

function hashOf(pair: ImageTextPair, column: string): { high: number; low: number } {
  const value: unknown = Object.hasOwn(pair, column) ? Reflect.get(pair, column) : undefined;
  const hash = typeof value === "string" ? parseHash64(value) : undefined;
  if (hash !== undefined) return hash;
  throw new Alt2imgError(
    "dataset/rule-value",
    `${column} is ${String(value).slice(0, 60)}; it must be 16 hexadecimal digits. Hash the image first.`,
  );
}
