export type { ClipFamily } from "./config/model-config.js";
export {
  type MeasureBaselineOptions,
  measureBaseline,
  percentile,
  type ScoreBaseline,
  type ScoredPair,
  type Spread,
} from "./explain/baseline.js";
export { type BaselineModel, type CheckBaselineOptions, checkBaseline } from "./explain/baseline-model.js";
export { type ExplainScoreOptions, explainScore, type ScoreExplanation } from "./explain/explain-score.js";
export { type FilterVerdict, type PublishedFilter, publishedFilters } from "./explain/published-filters.js";
export type { OcclusionGrid, RegionMap } from "./explain/region-map.js";
export type { WordContribution } from "./explain/words.js";
export { knownBaseline } from "./known/known-baseline.js";
export type { KnownText } from "./known/known-texts.js";
export type { Clip } from "./model/clip.js";
export type { EmbedBatchOptions, EmbeddedPatches, EmbeddedPixels, EmbedPixelsOptions } from "./model/embed-options.js";
export {
  type EmbedImageStreamOptions,
  type EmbedTextStreamOptions,
  embedImageStream,
  embedTextStream,
  type Many,
  type StreamedEmbedding,
} from "./model/embed-stream.js";
export type { ModelVariant } from "./model/find-models.js";
export { type CheckpointFacts, type LoadClipOptions, loadClip } from "./model/load-clip.js";
export type { LogitScale } from "./model/logit-scale.js";
export type { ImageInput } from "./pixels/image-input.js";
export { loadPreprocessor } from "./pixels/load-preprocessor.js";
export type { Preprocessing } from "./pixels/preprocessing.js";
export type { Preparation, PreprocessingReference } from "./pixels/preprocessing-reference.js";
export type { PreprocessOptions, Preprocessor } from "./pixels/preprocessor.js";
export type { LoadPreprocessorOptions } from "./pixels/read-preparation.js";
export { type Score, type ScoreOptions, score } from "./score/score.js";
export { logits, type ScaledEmbedder, similarityMatrix } from "./score/similarity.js";
export {
  buildZeroShotClassifier,
  type ClassScore,
  classify,
  type ZeroShotClassifier,
  type ZeroShotOptions,
} from "./score/zero-shot.js";
export { type LoadTokenizerOptions, loadTokenizer } from "./tokens/load-tokenizer.js";
export type { TextCleaning } from "./tokens/text-cleaning.js";
export type { ClipTokenizer, TokenizedText } from "./tokens/tokenizer.js";
