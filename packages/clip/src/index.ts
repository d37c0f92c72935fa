export type { Clip } from "./model/clip.js";
export type { EmbedBatchOptions, EmbeddedPixels, EmbedPixelsOptions } from "./model/embed-options.js";
export {
  type EmbedImageStreamOptions,
  type EmbedTextStreamOptions,
  embedImageStream,
  embedTextStream,
  type Many,
  type StreamedEmbedding,
} from "./model/embed-stream.js";
export type { ModelVariant } from "./model/find-models.js";
export type { ImageInput } from "./model/image-input.js";
export { type CheckpointFacts, type LoadClipOptions, loadClip } from "./model/load-clip.js";
export { type LoadPreprocessorOptions, loadPreprocessor } from "./pixels/load-preprocessor.js";
export type { Preprocessing } from "./pixels/preprocessing.js";
export type { PreprocessingReference, PreprocessOptions, Preprocessor } from "./pixels/preprocessor.js";
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
