import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import type { PairSource } from "../pair-source.js";

/** How many pairs the rules get at a time, by default. */
export const BATCH_SIZE = 64;

/** @throws Alt2imgError `dataset/batch-size` unless it is a whole number from 1 */
export function checkBatchSize(batchSize: number): number {
  if (Number.isSafeInteger(batchSize) && batchSize >= 1) return batchSize;
  throw new Alt2imgError("dataset/batch-size", `batchSize is ${batchSize}; it must be a whole number, 1 or more.`);
}

/** The pairs in arrays of `size`, the last one shorter. */
export async function* inBatches(
  pairs: PairSource,
  size: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<ImageTextPair[], void, undefined> {
  let batch: ImageTextPair[] = [];
  const isFull = (pair: ImageTextPair): boolean => {
    signal?.throwIfAborted();
    return batch.push(pair) === size;
  };
  const next = (): ImageTextPair[] => {
    const full = batch;
    batch = [];
    return full;
  };
  // Waiting for each item of an array would take longer than most rules.
  if (Symbol.asyncIterator in pairs) {
    for await (const pair of pairs) if (isFull(pair)) yield next();
  } else {
    for (const pair of pairs) if (isFull(pair)) yield next();
  }
  if (batch.length > 0) yield batch;
}
