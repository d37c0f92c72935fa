export type { ChapterId, ChapterNotes } from "./chapters.js";
export type { ComparedTwins, TwinPrompt } from "./compared-twins.js";
export { type CrawlScoresOptions, crawlScores, type ScoredCrawlPair } from "./crawl-scores.js";
export type { DrawnPrompt, DrawnStrip, Painter } from "./drawn-prompt.js";
export type { EvenSample } from "./even-sample.js";
export type { FoundPair, FoundPairs } from "./found-pairs.js";
export type { FunnelCounts } from "./funnel-counts.js";
export { type LaionLosses, laionFunnel, type MeasuredPair } from "./laion-losses.js";
export { type NamedConcept, namedConcepts } from "./named-concepts.js";
export { type FindPicturesOptions, findPictures, type Picture, type Pictures } from "./pictures.js";
export { type CrawlPages, type ReadCrawlOptions, type Reading, readCrawl } from "./read-crawl.js";
export type {
  CrawlInput,
  CrawlSummary,
  FileReading,
  PageOrigin,
  PageReading,
  ReadingCounts,
} from "./reading.js";
export { type ReportPageOptions, reportPage } from "./report-page.js";
export { type PairEmbedder, type ScoreCrawlOptions, scoreCrawl } from "./score-crawl.js";
export type { CrawlScores, ScoredPair, ScoreTally, VerdictScores } from "./score-tally.js";
export type { TracedPicture, TracedPictures, TrainingImage } from "./traced-pictures.js";
