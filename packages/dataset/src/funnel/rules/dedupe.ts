import type { ImageTextPair } from "@alt2img/core";
import type { ComparingRule } from "../funnel-rule.js";
import { type BloomSize, bloomFilter, checkBloomSize } from "./bloom-filter.js";

export type DedupeOptions = {
  /**
   * A Bloom filter instead of an exact set: a few bits for each pair, and a small known share of pairs that are left out
   * though they are the first of their kind.
   */
  bloom?: BloomSize | undefined;
};

/**
 * Leaves out all but the first of the pairs that have a key in common.
 *
 * @param name what is left out: `"same address"`
 * @throws Alt2imgError `dataset/bloom-size`
 */
export function dedupe(
  name: string,
  keyOf: (pair: ImageTextPair) => string,
  { bloom }: DedupeOptions = {},
): ComparingRule {
  if (bloom !== undefined) checkBloomSize(bloom);
  const reason =
    bloom === undefined ? `${name} as an earlier pair` : `${name} as an earlier pair, according to a Bloom filter`;
  return {
    name,
    start() {
      const isKnown = bloom === undefined ? exactSet() : bloomFilter(bloom);
      return (pair) => (isKnown(keyOf(pair)) ? { reason } : undefined);
    },
  };
}

/**
 * Leaves out all but the first pair of each image address, as LAION-5B does with a Bloom filter.
 *
 * @see https://laion.ai/blog/laion-5b/, “Filtering out unsuitable image-text pairs”
 */
export function dedupeUrls(options: DedupeOptions = {}): ComparingRule {
  return { ...dedupe("same address", ({ imageUrl }) => imageUrl, options), source: "LAION-5B, announcement" };
}

/**
 * Leaves out all but the first pair of each address and text, as cc2dataset does, and LAION-400M with a Bloom filter.
 *
 * @see https://github.com/rom1504/cc2dataset; Schuhmann et al. 2021 (LAION-400M), section 2
 */
export function dedupeUrlsAndTexts(options: DedupeOptions = {}): ComparingRule {
  const rule = dedupe(
    "same address and text",
    ({ imageUrl, text }) => `${imageUrl.length}:${imageUrl}${text}`,
    options,
  );
  return { ...rule, source: "cc2dataset; LAION-400M, section 2" };
}

function exactSet(): (key: string) => boolean {
  const known = new Set<string>();
  return (key) => {
    const before = known.size;
    return known.add(key).size === before;
  };
}
