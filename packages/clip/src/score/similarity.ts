import type { Alt2imgError, EmbedderInfo, Embedding, Tensor } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import { dot } from "../embed/normalize.js";

/** What turns cosines into logits: a `Clip` has both, and so has any embedder that gives its scale. */
export type ScaledEmbedder = EmbedderInfo & { readonly logitBias?: number };

/**
 * The cosine of every image with every text.
 *
 * @returns `[images, texts]`, each from -1 to 1
 * @throws Alt2imgError `clip/embedding-width` if the embeddings have different lengths
 */
export function similarityMatrix(images: readonly Embedding[], texts: readonly Embedding[]): Tensor {
  const data = new Float32Array(images.length * texts.length);
  let at = 0;
  for (const image of images) {
    for (const text of texts) {
      checkWidths(image, text);
      data[at++] = dot(image, text);
    }
  }
  return { dims: [images.length, texts.length], data };
}

export function checkWidths(image: Embedding, text: Embedding): void {
  if (image.length === text.length) return;
  throw clipError(
    "embedding-width",
    `An image's embedding has ${image.length} numbers and a text's ${text.length}: they come from different models. Use one model for both.`,
  );
}

/**
 * CLIP's logits: `exp(logitScale) * cosine`, and SigLIP's, which have the bias added. A softmax over the texts gives CLIP's
 * probabilities, a sigmoid of each logit SigLIP's.
 *
 * @param similarities cosines, such as those of `similarityMatrix`; the shape is kept
 * @throws Alt2imgError `clip/no-logit-scale` when the model's scale isn't known
 * @see Radford et al. 2021, figure 3, https://arxiv.org/abs/2103.00020
 * @see Zhai et al. 2023, algorithm 1, https://arxiv.org/abs/2303.15343
 */
export function logits(similarities: Tensor, embedder: ScaledEmbedder): Tensor {
  const toLogit = logitOf(embedder);
  if (toLogit === undefined) throw noLogitScale();
  return { dims: similarities.dims, data: similarities.data.map(toLogit) };
}

/** How a cosine becomes a logit; `undefined` if the model's scale isn't known. */
export function logitOf({ logitScale, logitBias = 0 }: ScaledEmbedder): ((cosine: number) => number) | undefined {
  if (logitScale === undefined) return undefined;
  const factor = Math.exp(logitScale);
  return (cosine) => factor * cosine + logitBias;
}

export const noLogitScale = (): Alt2imgError =>
  clipError(
    "no-logit-scale",
    "The model's files don't say its logit scale, without which cosines can't become probabilities. Give it to loadClip: { checkpoint: { logitScale: Math.log(100) } } for most CLIPs; SigLIP needs its logitBias too.",
  );

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Probabilities that add up to 1. */
export function softmax(values: readonly number[]): number[] {
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
