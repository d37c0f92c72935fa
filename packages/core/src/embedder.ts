import type { RasterImage } from "./raster-image.js";

/**
 * A vector for an image or a text, L2-normalised: the dot product of two is their cosine similarity.
 * A vector that isn't normalised says `raw` in its name.
 */
export type Embedding = Float32Array;

/** The options of an embedder's calls. */
export type EmbedOptions = {
  /** Stops the call, which rejects with the signal's reason. */
  signal?: AbortSignal;
};

/** What an embedding model says about itself. */
export type EmbedderInfo = {
  /** Length of each embedding. */
  readonly dimension: number;
  /**
   * The checkpoint's `logit_scale`, before `exp`, which turns similarities into logits (CLIP §2.3;
   * training clips it at ln 100 ≈ 4.605). Left out when the model doesn't have one.
   */
  readonly logitScale?: number;
};

/** Embeds images: one `Embedding` of length `dimension` for each image, in their order. */
export type ImageEmbedder = EmbedderInfo & {
  embedImages(images: readonly RasterImage[], options?: EmbedOptions): Promise<Embedding[]>;
};

/** Embeds texts: one `Embedding` of length `dimension` for each text, in their order. */
export type TextEmbedder = EmbedderInfo & {
  embedTexts(texts: readonly string[], options?: EmbedOptions): Promise<Embedding[]>;
};
