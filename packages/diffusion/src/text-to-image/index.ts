/**
 * Text to image with ONNX models.
 * @module text-to-image
 */
export type { CrossAttention } from "./attention/cross-attention.js";
export { type WordMap, type WordMapOptions, wordMaps } from "./attention/word-maps.js";
export type { Condition } from "./condition.js";
export { type LoadTextToImageOptions, loadTextToImage } from "./load-text-to-image.js";
export type { PipelineFiles } from "./pipeline-files.js";
export type { PipelineSampler } from "./pipeline-sampler.js";
export { type PictureParameters, pngParameters } from "./png-parameters.js";
export type { PromptWord } from "./prompt/prompt-words.js";
export { type WeightedPart, weightedParts } from "./prompt/weighted-parts.js";
export type { NoisePrediction } from "./prompt-denoiser.js";
export type { TokenizedPrompt, TokenizeOptions } from "./prompt-tokenizer.js";
export type {
  EncodeOptions,
  GeneratedImage,
  GenerateOptions,
  GenerationStep,
  PictureSize,
  TextToImage,
} from "./text-to-image.js";
