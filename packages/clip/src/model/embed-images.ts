import type { Embedding, Tensor } from "@alt2img/core";
import type { Size } from "@alt2img/image";
import type { ModelTensor } from "@alt2img/onnx";
import { normalizedRows } from "../embed/normalize.js";
import type { ImageInput } from "../pixels/image-input.js";
import type { PictureReader } from "../pixels/picture-reader.js";
import type { Clip } from "./clip.js";
import {
  type EmbedBatchOptions,
  type EmbeddedPixels,
  type EmbedPixelsOptions,
  IMAGES_AT_ONCE,
} from "./embed-options.js";
import { checkDimension } from "./embed-texts.js";
import type { ImageTower } from "./image-tower.js";

type Images = {
  readonly read: PictureReader["read"];
  readonly size: Size;
  readonly tower: ImageTower;
  readonly dimension: number;
};

/** Embeds pixel values, batch by batch, in order. */
export function pixelEmbedder({ tower, dimension }: Pick<Images, "tower" | "dimension">): Clip["embedPixels"] {
  return async function embedPixels(
    pixelValues: Tensor,
    { batchSize = IMAGES_AT_ONCE, signal, patchStates = false }: EmbedPixelsOptions = {},
  ): Promise<EmbeddedPixels> {
    signal?.throwIfAborted();
    const [count = 0, ...rest] = pixelValues.dims;
    const size = tower.batchSize ?? batchSize;
    const stride = rest.reduce((product, dim) => product * dim, 1);
    const embeddings: Embedding[] = [];
    const states: ModelTensor[] = [];
    for (let start = 0; start < count; start += size) {
      const end = Math.min(start + size, count);
      const rows = tower.batchSize ?? end - start;
      const data = filledUp(pixelValues.data.subarray(start * stride, end * stride), rows * stride);
      const outputs = await tower.run({ dims: [rows, ...rest], data }, { states: patchStates, signal });
      checkDimension(outputs.embeds.dims, dimension, "vision");
      const used = (outputs.embeds.data as Float32Array).subarray(0, (end - start) * dimension);
      embeddings.push(...normalizedRows(used, dimension, "image"));
      if (outputs.states !== undefined) states.push(outputs.states);
      signal?.throwIfAborted();
    }
    return { embeddings, ...(states.length === 0 ? {} : { patchStates: joined(states, count) }) };
  };
}

/** Embeds pictures, batch by batch, in order. While one batch is in the model, the next one is decoded. */
export function imageEmbedder({ read, size, tower, dimension }: Images): Clip["embedImages"] {
  const embedPixels = pixelEmbedder({ tower, dimension });
  return async function embedImages(
    images: readonly ImageInput[],
    { batchSize = IMAGES_AT_ONCE, signal }: EmbedBatchOptions = {},
  ): Promise<Embedding[]> {
    signal?.throwIfAborted();
    const most = tower.batchSize ?? batchSize;
    const embeddings: Embedding[] = [];
    let running: Promise<EmbeddedPixels> = Promise.resolve({ embeddings: [] });
    for (let start = 0; start < images.length; start += most) {
      const batch = pixelBatch(images.slice(start, start + most), { read, size }, signal);
      // Awaits both, so that neither failure is unhandled.
      const [pixels, done] = await Promise.all([batch, running]);
      embeddings.push(...done.embeddings);
      running = embedPixels(pixels, { signal });
    }
    return [...embeddings, ...(await running).embeddings];
  };
}

/** @returns `[images, 3, height, width]` */
async function pixelBatch(
  images: readonly ImageInput[],
  { read, size: { width, height } }: Pick<Images, "read" | "size">,
  signal: AbortSignal | undefined,
): Promise<Tensor> {
  const size = 3 * width * height;
  const data = new Float32Array(images.length * size);
  await Promise.all(images.map(async (image, i) => data.set((await read(image, signal)).data, i * size)));
  return { dims: [images.length, 3, height, width], data };
}

function filledUp(data: Float32Array, length: number): Float32Array {
  if (data.length === length) return data;
  const whole = new Float32Array(length);
  whole.set(data);
  return whole;
}

function joined(parts: readonly ModelTensor[], count: number): Tensor {
  const [, ...rest] = parts[0]!.dims;
  const size = rest.reduce((product, dim) => product * dim, count);
  const data = new Float32Array(size);
  let at = 0;
  for (const part of parts) {
    const used = (part.data as Float32Array).subarray(0, size - at);
    data.set(used, at);
    at += used.length;
  }
  return { dims: [count, ...rest], data };
}
