import type { ImageTextPair } from "@alt2img/core";

/** Pairs from wherever they come: an array, a generator, `pairsFromWarc`, `readJsonl`. */
export type PairSource = AsyncIterable<ImageTextPair> | Iterable<ImageTextPair>;
