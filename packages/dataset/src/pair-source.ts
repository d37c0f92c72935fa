import type { ImageTextPair } from "@alt2img/core";

/** Pairs from any source: an array, a generator, `pairsFromWarc`, `readJsonl`. */
export type PairSource = AsyncIterable<ImageTextPair> | Iterable<ImageTextPair>;
