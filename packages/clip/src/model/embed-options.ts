import type { Embedding, Tensor } from "@alt2img/core";

/**
 * Enough to keep every core busy, and few enough that a batch's activations stay in the cache and that the first batch of a
 * handful of pictures runs while the next one is decoded.
 */
export const IMAGES_AT_ONCE = 8;

export type EmbedBatchOptions = {
  /** How many go through the model at once. Default 8 images, 64 texts. */
  batchSize?: number | undefined;
  /** Aborts within a batch; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

export type EmbedPixelsOptions = EmbedBatchOptions & {
  /** Whether to include the patch states, if the model gives them. Default `false`. */
  patchStates?: boolean;
};

/** The vision model's output for pixel values. */
export type EmbeddedPixels = {
  readonly embeddings: Embedding[];
  /** `[images, tokens, width]`, of the last layer, before any projection. */
  readonly patchStates?: Tensor;
};

/** An embedding for each patch, row by row from the upper left. */
export type EmbeddedPatches = {
  readonly columns: number;
  readonly rows: number;
  readonly embeddings: Embedding[];
};
