import type { Embedding } from "@alt2img/core";
import { dot } from "../embed/normalize.js";
import type { Clip } from "../model/clip.js";
import type { ImageInput } from "../pixels/image-input.js";
import { checkWidths, logitOf, sigmoid } from "./similarity.js";

/** How well an image and a text belong together. */
export type Score = {
  /** The two embeddings' cosine: -1 to 1. LAION calls it `similarity`. Which values are high differs from model to model. */
  readonly cosine: number;
  /** `exp(logitScale) * cosine + logitBias`; left out if the scale isn't known. */
  readonly logit?: number;
  /** SigLIP's probability that the two belong together. CLIP has none for a single pair. */
  readonly probability?: number;
};

export type ScoreOptions = {
  /** Aborts; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Scores an image and a text. Either may be an embedding that you already have.
 *
 * @throws Alt2imgError what `embedImages` and `embedTexts` throw; `clip/embedding-width`
 */
export async function score(
  clip: Clip,
  image: ImageInput | Embedding,
  text: string | Embedding,
  { signal }: ScoreOptions = {},
): Promise<Score> {
  const [imageEmbedding, textEmbedding] = await Promise.all([
    embeddingOfImage(clip, image, signal),
    embeddingOfText(clip, text, signal),
  ]);
  return scoreOf(clip, imageEmbedding, textEmbedding);
}

export function scoreOf(
  clip: Pick<Clip, "family" | "dimension" | "logitScale" | "logitBias">,
  image: Embedding,
  text: Embedding,
): Score {
  checkWidths(image, text);
  const cosine = dot(image, text);
  const logit = logitOf(clip)?.(cosine);
  return {
    cosine,
    ...(logit === undefined ? {} : { logit }),
    ...(logit === undefined || clip.family === "clip" ? {} : { probability: sigmoid(logit) }),
  };
}

export async function embeddingOfImage(
  clip: Clip,
  image: ImageInput | Embedding,
  signal: AbortSignal | undefined,
): Promise<Embedding> {
  return image instanceof Float32Array ? image : (await clip.embedImages([image], { signal }))[0]!;
}

async function embeddingOfText(
  clip: Clip,
  text: string | Embedding,
  signal: AbortSignal | undefined,
): Promise<Embedding> {
  return text instanceof Float32Array ? text : (await clip.embedTexts([text], { signal }))[0]!;
}
