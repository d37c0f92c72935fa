import type { RasterImage } from "@alt2img/core";
import { dot, normalizedRows } from "../embed/normalize.js";
import type { Clip } from "../model/clip.js";
import type { ModelVariant } from "../model/find-models.js";
import type { ImageInput } from "../pixels/image-input.js";

/** Embeddings that a model is known to give: of the reference's code, or of an earlier run. They need not be normalised. */
export type StoredEmbeddings = {
  /** What made them, for people. */
  readonly name: string;
  readonly texts?: readonly { readonly text: string; readonly embedding: ArrayLike<number> }[];
  readonly images?: readonly {
    /** What the image is called in messages. */
    readonly name: string;
    readonly image: ImageInput;
    readonly embedding: ArrayLike<number>;
  }[];
};

/** How a model's embedding of a stored item compares with the stored one. */
export type ComparedEmbedding = {
  readonly kind: "text" | "image";
  readonly name: string;
  /** Of both embeddings; 1 when they are the same. */
  readonly cosine: number;
  readonly close: boolean;
};

/** How far a cosine may be from 1. In full precision only the order of additions differs; quantised models round on purpose. */
const TOLERANCE: Readonly<Record<ModelVariant, number>> = {
  fp32: 1e-4,
  fp16: 1e-3,
  q8: 0.05,
  int8: 0.05,
  uint8: 0.05,
  q4: 0.1,
  q4f16: 0.1,
  bnb4: 0.1,
};

/** @throws Alt2imgError `clip/bad-file` for a stored embedding of another length; what the embedding of texts and images throws */
export async function compareStored(
  clip: Clip,
  { texts = [], images = [] }: StoredEmbeddings,
  signal: AbortSignal | undefined,
): Promise<ComparedEmbedding[]> {
  const least = 1 - TOLERANCE[clip.runtime.variant];
  const ofTexts = await clip.embedTexts(
    texts.map(({ text }) => text),
    { signal },
  );
  const ofImages = await clip.embedImages(
    images.map(({ image }) => image),
    { signal },
  );
  const compared = (kind: "text" | "image", name: string, stored: ArrayLike<number>, found: Float32Array) => {
    const cosine = stored.length === found.length ? dot(normalized(stored), found) : Number.NaN;
    return { kind, name, cosine, close: cosine >= least };
  };
  return [
    ...texts.map(({ text, embedding }, i) => compared("text", text, embedding, ofTexts[i]!)),
    ...images.map(({ name, embedding }, i) => compared("image", name, embedding, ofImages[i]!)),
  ];
}

const normalized = (stored: ArrayLike<number>): Float32Array =>
  normalizedRows(Float32Array.from(stored), stored.length, "image")[0]!;

/** A picture of every colour and of edges, made by a formula, so that nothing has to be decoded. */
export function probePicture(): RasterImage {
  const [width, height] = [96, 64];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = (x - 48) ** 2 + (y - 32) ** 2 < 400;
      data.set(inside ? [220, 30 + 2 * y, 40, 255] : [2 * x, 4 * y, 255 - 2 * x, 255], 4 * (y * width + x));
    }
  }
  return { width, height, data };
}
