import type { RasterImage } from "./raster-image.js";

/**
 * A vector that stands for an image or a text, L2-normalised: the dot product of two is their cosine similarity.
 * A vector that is not normalised says `raw` in its name.
 */
export type Embedding = Float32Array;

/** What an encoder's calls take. */
export type EncodeOptions = {
  /** Stops the work; the call rejects with the signal's reason. */
  signal?: AbortSignal;
};

/** What a model that embeds says of itself. */
export type EncoderInfo = {
  /** Length of each embedding. */
  readonly dimension: number;
  /**
   * The checkpoint's `logit_scale`, before `exp`, with which similarities become logits (CLIP §2.3;
   * training clips it at ln 100 ≈ 4.605). Left out when the model has none.
   */
  readonly logitScale?: number;
};

/** Embeds images: one `Embedding` of length `dimension` for each image, in their order. */
export type ImageEncoder = EncoderInfo & {
  embedImages(images: readonly RasterImage[], options?: EncodeOptions): Promise<Embedding[]>;
};

/** Embeds texts: one `Embedding` of length `dimension` for each text, in their order. */
export type TextEncoder = EncoderInfo & {
  embedTexts(texts: readonly string[], options?: EncodeOptions): Promise<Embedding[]>;
};
