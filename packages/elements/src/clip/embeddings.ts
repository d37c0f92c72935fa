import type { Embedding, OnProgress } from "@alt2img/core";
import { toError } from "../base/to-error.js";
import type { ModelFacts } from "./model-facts.js";
import { fileOf, type NamedPicture } from "./named-picture.js";
import { clipWorker } from "./shared-clip.js";

/** What an element has computed so far with a model. */
export type Embeddings = {
  readonly model: string;
  readonly texts: Map<string, Embedding>;
  /** By their sources; an error for a picture that can't be read. */
  readonly pictures: Map<NamedPicture["source"], Embedding | Error>;
  facts?: ModelFacts;
};

export const noEmbeddings = (model: string): Embeddings => ({ model, texts: new Map(), pictures: new Map() });

export type EmbedOptions = {
  /** Aborts when the element is removed, which lets the worker end. */
  readonly removal: AbortSignal;
  readonly signal: AbortSignal;
  /** For relative addresses of pictures. */
  readonly baseUrl: string;
  /** Of loading the model: stage `"read"`, in bytes. */
  readonly onLoading: OnProgress;
  /** How many pictures are embedded. */
  readonly onPicture: (done: number) => void;
};

/**
 * Computes the embeddings that are missing, and adds them to `known`. A picture that can't be read is kept as an error, so that the
 * others have their scores.
 *
 * @returns what the element has to know about the model
 * @throws Alt2imgError if the model can't be loaded or the worker fails
 */
export async function embedMissing(
  known: Embeddings,
  pictures: readonly NamedPicture[],
  texts: readonly string[],
  { removal, signal, baseUrl, onLoading, onPicture }: EmbedOptions,
): Promise<ModelFacts> {
  const call = clipWorker(removal);
  const { model } = known;
  known.facts ??= await call("load", [model], { signal, onPart: onLoading });
  const missing = texts.filter((text) => !known.texts.has(text));
  if (missing.length > 0) {
    const embeddings = await call("embedTexts", [missing, model], { signal });
    for (const [i, text] of missing.entries()) known.texts.set(text, embeddings[i]!);
  }
  for (const [i, picture] of pictures.entries()) {
    if (known.pictures.has(picture.source)) continue;
    onPicture(i);
    try {
      const file = await fileOf(picture, baseUrl, signal);
      known.pictures.set(picture.source, await call("embedPicture", [file, model], { signal }));
    } catch (error) {
      signal.throwIfAborted();
      const problem = toError(error);
      if (problem.code === "core/worker") throw problem;
      known.pictures.set(picture.source, problem);
    }
  }
  return known.facts;
}
