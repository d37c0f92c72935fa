import type { Embedding, Tensor } from "@alt2img/core";

export type EmbedBatchOptions = {
  /** How many go through the model at once. Default 16 images, 64 texts. */
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
