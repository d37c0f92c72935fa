import type { BrowsedPairs, DatasetFacts, DatasetQuestion, PairFacet, ShownPair } from "./browse.js";

/** What the worker does with datasets. A source is an absolute URL, or `""` for the pairs of the tiny crawl. */
export type DatasetTasks = {
  facts(source: string): DatasetFacts;
  browse(source: string, question: DatasetQuestion): BrowsedPairs;
  facets(source: string): PairFacet[];
  /** Rows by their numbers, from 0. */
  pairs(source: string, rows: readonly number[]): ShownPair[];
};
