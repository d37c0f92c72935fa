/**
 * Text to image with ONNX models.
 * @module text-to-image
 */
export type { Condition } from "./condition.js";
export { type LoadTextToImageOptions, loadTextToImage, type PipelineFiles } from "./load-text-to-image.js";
export type { PipelineSampler } from "./pipeline-sampler.js";
export type { TokenizedPrompt } from "./prompt-tokenizer.js";
export type {
  GeneratedImage,
  GenerateOptions,
  GenerationStep,
  PictureSize,
  TextToImage,
} from "./text-to-image.js";
