export { type ShareInterval, wilsonInterval } from "@alt2img/core";
export {
  formatOptOutList,
  type OptOutList,
  type OptOutListOptions,
  parseOptOutList,
  respectOptOutList,
} from "../opt-out/opt-out-list.js";
export {
  type IfMissing,
  type Measure,
  type MeasuredRule,
  type MeasureMany,
  type MeasureOptions,
  type ThresholdRuleOptions,
  thresholdRule,
} from "../rules/measured-rule.js";
export type { FunnelCounts, PairRule } from "../rules/pair-rule.js";
export type { RuleValue, Threshold } from "../rules/threshold.js";
export { type FunnelOptions, type FunnelStream, funnel, type RejectedPair } from "./funnel.js";
export type { Compare, ComparingRule, ComparisonLoss, FunnelRule } from "./funnel-rule.js";
export { domainOf, languageOf, termsOf } from "./groups.js";
export { type MeasurePairsOptions, measurePairs } from "./measure-pairs.js";
export { type MovedFunnel, moveThresholds } from "./move-thresholds.js";
export { type JudgedScore, type PrecisionRecall, precisionRecallCurve } from "./precision-recall.js";
export { type FunnelPreset, type FunnelPresetName, funnelPresets, type PresetOptions } from "./presets.js";
export {
  type FunnelExample,
  type FunnelReport,
  type FunnelStage,
  type GroupLoss,
  type GroupOf,
  OTHER_GROUPS,
  type PairGroups,
} from "./report.js";
export type { BloomSize } from "./rules/bloom-filter.js";
export { type ConceptsOf, maxPerConcept, minConcepts } from "./rules/concepts.js";
export { type DedupeOptions, dedupe, dedupeUrls, dedupeUrlsAndTexts } from "./rules/dedupe.js";
export { imageAddress } from "./rules/image-address.js";
export { type LanguageOptions, type LanguagePart, languagePart, NO_LANGUAGE } from "./rules/language.js";
export { type NearDuplicateEmbeddingsOptions, nearDuplicateEmbeddings } from "./rules/near-duplicate-embeddings.js";
export { type NearDuplicateImagesOptions, nearDuplicateImages } from "./rules/near-duplicate-images.js";
export { type NsfwModel, nsfwScore, type PictureOf } from "./rules/nsfw.js";
export { maxUnsafe, maxWatermark, minAesthetic, minSimilarity, type ScoreOptions } from "./rules/scores.js";
export {
  type FileSizeOptions,
  maxAspectRatio,
  maxPixels,
  minFileSize,
  minSide,
  type SizeOptions,
} from "./rules/size.js";
export { type ScoreColumn, type ScoreTable, type ScoreTableOptions, scoreTable, TableVerdict } from "./score-table.js";
