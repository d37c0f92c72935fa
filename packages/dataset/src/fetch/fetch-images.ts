import type { ImageTextPair } from "@alt2img/core";
import type { PairSource } from "../pair-source.js";
import { readOnce } from "../read-once.js";
import { checkFetchBalance, countOutcome, emptyFetchCounts, type FetchCounts } from "./fetch-counts.js";
import { type CheckedFetchOptions, checkFetchOptions, type FetchOptions } from "./fetch-options.js";
import { startRun } from "./run.js";
import type { FetchRecord, KeptRecord } from "./state/fetch-record.js";
import { openState } from "./state/state-file.js";

/** A pair whose address has reached its state. Plain data. */
export type FetchedPair = {
  /** Of a kept image, with the columns of `FetchedColumns`. */
  pair: ImageTextPair & Partial<FetchedColumns>;
  record: FetchRecord;
};

/** What the pair of a kept image has in addition, under names that `writeParquet` and the funnel's rules can use. */
export type FetchedColumns = {
  /** In the folder. */
  file: string;
  /** Of the file. */
  bytes: number;
  /** Upright, as it was fetched: LAION's columns. A pair's `width` and `height` are what its page declares. */
  WIDTH: number;
  HEIGHT: number;
  /** Of the fetched bytes. */
  sha256: string;
  phash?: string;
};

/** Pairs with their states, in the order in which they reach them; you can loop over them once. */
export type FetchStream = AsyncIterable<FetchedPair> & {
  /** At any time, `read` = `kept` + `failed` + `skipped`. */
  readonly counts: Readonly<FetchCounts>;
};

/**
 * Fetches the images of pairs into a folder: safely, politely, and so that a later call continues where this one was stopped or
 * killed. Every pair comes out once, with the one state of its address: kept, failed or skipped. An address that several pairs have is
 * fetched once. For Node.
 *
 * The folder has the images under the SHA-256 of their bytes, and `fetch.jsonl` with a line for each address.
 *
 * @throws Alt2imgError at once `dataset/fetch-option`; from the loop `dataset/fetch-settings`, `dataset/fetch-state`,
 *   `dataset/fetch-busy`, `dataset/read-twice`, `core/write`; what `pairs` throws
 */
export function fetchImages(pairs: PairSource, folder: string, options: FetchOptions = {}): FetchStream {
  const checked = checkFetchOptions(options);
  const counts = emptyFetchCounts();
  return Object.assign(readOnce(fetchedPairs(pairs, folder, checked, counts)), { counts });
}

async function* fetchedPairs(
  pairs: PairSource,
  folder: string,
  options: CheckedFetchOptions,
  counts: FetchCounts,
): AsyncGenerator<FetchedPair, void, undefined> {
  const { check, phash, resize, onDiagnostic, onProgress, signal } = options;
  signal?.throwIfAborted();
  const state = await openState(folder, { check, phash, resize: resize ?? null }, onDiagnostic);
  try {
    const run = startRun(pairs, folder, state, options);
    try {
      for await (const { pair, record, isFetched } of run.outcomes()) {
        countOutcome(counts, record);
        if (isFetched) counts.fetched++;
        onProgress?.({ stage: "fetch", done: counts.read, unit: "pairs" });
        yield { pair: record.state === "kept" ? { ...pair, ...columns(record) } : pair, record };
      }
      checkFetchBalance(run.read(), counts);
    } finally {
      await run.stop();
    }
  } finally {
    await state.close();
  }
}

function columns({ file, bytes, originalWidth, originalHeight, sha256, phash }: KeptRecord): FetchedColumns {
  return {
    ...{ file, bytes, WIDTH: originalWidth, HEIGHT: originalHeight, sha256 },
    ...(phash === undefined ? {} : { phash }),
  };
}
