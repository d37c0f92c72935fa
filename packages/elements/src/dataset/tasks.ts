import type { Progress } from "@alt2img/core";
import type { PairMap } from "../dataset-map/lay-out-pairs.js";
import type { BrowsedPairs, DatasetFacts, DatasetQuestion, PairFacet, ShownPair } from "./browse.js";

/** What the worker does with datasets. A source is an absolute URL, `""` for the pairs of the tiny crawl, or `TINY_TRAINING_SET`. */
export type DatasetTasks = {
  facts(source: string): DatasetFacts;
  browse(source: string, question: DatasetQuestion): BrowsedPairs;
  facets(source: string): PairFacet[];
  /** Rows by their numbers, from 0. */
  pairs(source: string, rows: readonly number[]): ShownPair[];
  layOut(source: string, seed: number): PairMap;
  /** Small pictures of rows; `undefined` for one without a picture that can be read. */
  thumbnails(source: string, rows: readonly number[]): (ImageBitmap | undefined)[];
};

/** What `layOut` reports. */
export type DatasetPart = Progress;
