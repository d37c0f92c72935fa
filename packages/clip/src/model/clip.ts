import type { EmbedderInfo, Embedding, Tensor } from "@alt2img/core";
import type { ClipFamily } from "../config/model-config.js";
import type { ImageInput } from "../pixels/image-input.js";
import type { TokenizedText } from "../tokens/tokenizer.js";
import type { EmbedBatchOptions, EmbeddedPatches, EmbeddedPixels, EmbedPixelsOptions } from "./embed-options.js";
import type { ModelVariant } from "./find-models.js";

/**
 * A loaded CLIP or SigLIP: an `ImageEmbedder` and `TextEmbedder` of `@alt2img/core`, with what explains its scores.
 * Close it when you are done.
 */
export type Clip = EmbedderInfo & {
  /** The folder's name. */
  readonly name: string;
  /** `"clip"`: logits of several texts compete in a softmax. `"siglip"`: each pair has a probability of its own. */
  readonly family: ClipFamily;
  /** The checkpoint that the model was made from, if its files say so. */
  readonly checkpoint?: string;
  /** Added to the scaled cosine; only SigLIP has it. */
  readonly logitBias?: number;
  /** What the vision model sees: width and height of its pictures and, if it has patches, of a patch. */
  readonly image: { readonly width: number; readonly height: number; readonly patchSize?: number };
  /** How many tokens a text may have, with those that mark start and end. */
  readonly contextLength: number;
  /** Which files were loaded, and where they run; `note` says what could be better, for people to read. */
  readonly runtime: { readonly variant: ModelVariant; readonly device: string; readonly note?: string };

  tokenize(text: string): TokenizedText;
  /**
   * What the vision model sees of an image.
   * @returns `[3, height, width]`
   * @throws what `decodeImage` of `@alt2img/image` throws
   */
  preprocess(image: ImageInput, options?: { signal?: AbortSignal | undefined }): Promise<Tensor>;
  /**
   * One embedding for each text, in order. A text that is too long is cut: `tokenize` says where.
   * @throws Alt2imgError `clip/text`, `clip/broken-embedding`; what a session's `run` throws
   */
  embedTexts(texts: readonly string[], options?: EmbedBatchOptions): Promise<Embedding[]>;
  /**
   * One embedding for each image, in order. While one batch is in the model, the next one is decoded.
   * @throws Alt2imgError `clip/broken-embedding`; what `decodeImage` of `@alt2img/image` throws; what a session's
   *   `run` throws
   */
  embedImages(images: readonly ImageInput[], options?: EmbedBatchOptions): Promise<Embedding[]>;
  /**
   * Embeds the result of `preprocess`, also after you change it.
   * @param pixelValues `[images, 3, height, width]`
   */
  embedPixels(pixelValues: Tensor, options?: EmbedPixelsOptions): Promise<EmbeddedPixels>;
  /**
   * Embeds every patch of one picture, if the model gives patch states and its weights are next to it. Only CLIP has patch
   * embeddings; it was trained on whole pictures, so they are only a hint.
   * @param pixelValues `[3, height, width]`
   */
  embedPatches(
    pixelValues: Tensor,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<EmbeddedPatches | undefined>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};
