import { Alt2imgError, type Diagnostic, type Embedding, type OnProgress, type Tensor } from "@alt2img/core";
import type { ImageInput } from "../pixels/image-input.js";
import type { Clip } from "./clip.js";
import { IMAGES_AT_ONCE } from "./embed-options.js";

export type EmbedTextStreamOptions = {
  /** How many go through the model at once. Default 8 images, 64 texts. */
  batchSize?: number | undefined;
  /** Aborts within a batch; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"embed"`, in images or, of texts, in records. */
  onProgress?: OnProgress | undefined;
};

export type EmbedImageStreamOptions = EmbedTextStreamOptions & {
  /** Gets every image that can't be decoded, with its index; such an image is left out. */
  onDiagnostic?: ((diagnostic: Diagnostic & { readonly index: number }) => void) | undefined;
};

/** The embedding of an item of a stream. */
export type StreamedEmbedding = {
  /** The item's position in the stream, from 0; items that were left out count, too. */
  readonly index: number;
  readonly embedding: Embedding;
};

/** Any number of items, known beforehand or not. */
export type Many<Item> = AsyncIterable<Item> | Iterable<Item>;

/**
 * Embeds any number of images, with two batches in memory. While one batch is in the model, the next one is read and
 * decoded. Ending the loop early ends the source.
 *
 * @throws Alt2imgError `clip/broken-embedding`; what a session's `run` throws; whatever the source throws
 */
export async function* embedImageStream(
  clip: Clip,
  images: Many<ImageInput>,
  { batchSize = IMAGES_AT_ONCE, signal, onProgress, onDiagnostic }: EmbedImageStreamOptions = {},
): AsyncGenerator<StreamedEmbedding, void, undefined> {
  const decode = async (batch: readonly Indexed<ImageInput>[]): Promise<{ indexes: number[]; pixels: Tensor[] }> => {
    const pixels: Tensor[] = [];
    const indexes: number[] = [];
    const read = await Promise.allSettled(batch.map(({ item }) => clip.preprocess(item, { signal })));
    for (const [i, result] of read.entries()) {
      const { index } = batch[i]!;
      if (result.status === "fulfilled") {
        pixels.push(result.value);
        indexes.push(index);
        continue;
      }
      const error: unknown = result.reason;
      if (!(error instanceof Alt2imgError) || onDiagnostic === undefined) throw error;
      onDiagnostic({ code: error.code, message: `Image ${index} was left out: ${error.message}`, index });
    }
    return { indexes, pixels };
  };
  const embed = async ({ indexes, pixels }: Awaited<ReturnType<typeof decode>>): Promise<StreamedEmbedding[]> => {
    if (pixels.length === 0) return [];
    const { embeddings } = await clip.embedPixels(stacked(pixels), { batchSize, signal });
    return embeddings.map((embedding, i) => ({ index: indexes[i]!, embedding }));
  };
  yield* pipeline(images, { batchSize, signal, prepare: decode, run: embed }, (done) =>
    onProgress?.({ stage: "embed", done, unit: "images" }),
  );
}

/**
 * Embeds any number of texts, with two batches in memory. Ending the loop early ends the source.
 *
 * @throws Alt2imgError `clip/text`, `clip/broken-embedding`; what a session's `run` throws; whatever the source throws
 */
export async function* embedTextStream(
  clip: Pick<Clip, "embedTexts">,
  texts: Many<string>,
  { batchSize = 64, signal, onProgress }: EmbedTextStreamOptions = {},
): AsyncGenerator<StreamedEmbedding, void, undefined> {
  const run = async (batch: readonly Indexed<string>[]): Promise<StreamedEmbedding[]> => {
    const items = batch.map(({ item }) => item);
    const embeddings = await clip.embedTexts(items, { batchSize, signal });
    return embeddings.map((embedding, i) => ({ index: batch[i]!.index, embedding }));
  };
  yield* pipeline(texts, { batchSize, signal, prepare: async (batch) => batch, run }, (done) =>
    onProgress?.({ stage: "embed", done, unit: "records" }),
  );
}

type Indexed<Item> = { readonly index: number; readonly item: Item };

type Stages<Item, Prepared, Result> = {
  readonly batchSize: number;
  readonly signal: AbortSignal | undefined;
  prepare(batch: readonly Indexed<Item>[]): Promise<Prepared>;
  run(prepared: Prepared): Promise<readonly Result[]>;
};

/** One batch is prepared while the one before it runs. */
async function* pipeline<Item, Prepared, Result>(
  source: Many<Item>,
  { batchSize, signal, prepare, run }: Stages<Item, Prepared, Result>,
  onDone: (items: number) => void,
): AsyncGenerator<Result, void, undefined> {
  signal?.throwIfAborted();
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  let read = 0;
  const next = async (): Promise<{ prepared: Prepared; end: number } | undefined> => {
    const batch: Indexed<Item>[] = [];
    while (batch.length < batchSize) {
      signal?.throwIfAborted();
      const { done, value } = await iterator.next();
      if (done === true) break;
      batch.push({ index: read++, item: value });
    }
    return batch.length === 0 ? undefined : { prepared: await prepare(batch), end: read };
  };
  let coming = next();
  try {
    for (let batch = await coming; batch !== undefined; batch = await coming) {
      coming = next();
      // It is awaited later: until then, its failure must not count as unhandled.
      coming.catch(() => {});
      yield* await run(batch.prepared);
      onDone(batch.end);
    }
  } finally {
    await coming.catch(() => {});
    await iterator.return?.();
  }
}

function stacked(tensors: readonly Tensor[]): Tensor {
  const { dims, data } = tensors[0]!;
  const all = new Float32Array(tensors.length * data.length);
  for (const [i, tensor] of tensors.entries()) all.set(tensor.data, i * data.length);
  return { dims: [tensors.length, ...dims], data: all };
}
