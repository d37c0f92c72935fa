/**
 * Bias in captions: which words go together, and who is described by what.
 * @module captions
 */

export { type Adjustment, adjustPValues } from "../statistics/adjust-p-values.js";
export type { Interval } from "../statistics/bootstrap-interval.js";
export {
  type FourfoldTable,
  type IndependenceTest,
  type IndependenceTestName,
  independenceTest,
} from "../statistics/independence-test.js";
export type { Caption, PlaceOf, TermSets } from "./caption.js";
export { type CoOccurrence, type CoOccurrenceOptions, coOccurrence } from "./co-occurrence.js";
export {
  type CountTogetherOptions,
  countTogether,
  type NamedCount,
  OTHER_PLACES,
  type PairCount,
  type PlaceCount,
  type TermCounts,
} from "./count-together.js";
export { type DescribedByOptions, type DescribingWord, type Descriptions, describedBy } from "./described-by.js";
export { type LogOdds, type LogOddsOptions, logOddsRatios, type WordCounts } from "./log-odds.js";
export type { ReadCaptionsOptions } from "./read-captions.js";
