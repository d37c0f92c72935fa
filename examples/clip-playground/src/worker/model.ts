import {
  type Clip,
  explainScore,
  knownBaseline,
  loadClip,
  type ScoreExplanation,
  type TokenizedText,
} from "@alt2img/clip";
import type { Embedding, OnProgress } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";
import type { ModelFacts } from "./protocol.js";

type Options = { signal?: AbortSignal; onProgress?: OnProgress };

let loading: Promise<Clip> | undefined;

/** The model is loaded once, by the first call, and stays. */
export function clip({ onProgress }: Options = {}): Promise<Clip> {
  // WebAssembly: to find out whether WebGPU were faster, the page would have to fetch 27 MB.
  loading ??= loadClip(tinyClip, { session: { device: "wasm" }, onProgress }).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

export async function load(options: Options): Promise<ModelFacts> {
  const loaded = await clip(options);
  const { dimension, logitScale, contextLength, image } = loaded;
  if (logitScale === undefined) throw new Error("The model has no logit scale.");
  const baseline = await knownBaseline(loaded);
  return { dimension, logitScale, contextLength, pixels: image.width, ...(baseline === undefined ? {} : { baseline }) };
}

export async function embedPicture(picture: Blob, signal: AbortSignal): Promise<Embedding> {
  const [embedding] = await (await clip()).embedImages([picture], { signal });
  return embedding!;
}

export async function embedTexts(texts: readonly string[], signal: AbortSignal): Promise<Embedding[]> {
  return (await clip()).embedTexts(texts, { signal });
}

export async function tokenize(text: string): Promise<TokenizedText> {
  return (await clip()).tokenize(text);
}

export async function explain(picture: Blob, text: string, options: Options): Promise<ScoreExplanation> {
  return explainScore(await clip(), picture, text, options);
}
