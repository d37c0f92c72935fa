import {
  type Clip,
  explainScore,
  knownBaseline,
  loadClip,
  type ScoreBaseline,
  type ScoreExplanation,
} from "@alt2img/clip";
import type { Embedding, OnProgress } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";

/** What the page has to know about the model. */
export type ModelFacts = {
  readonly dimension: number;
  readonly logitScale: number;
  readonly baseline?: ScoreBaseline;
};

type Options = { signal?: AbortSignal; onProgress?: OnProgress };

let loading: Promise<Clip> | undefined;

/** The model is loaded once, by the first call, and stays. */
export function clip({ onProgress }: Options = {}): Promise<Clip> {
  // WebAssembly: to find out whether WebGPU were faster, the page would have to fetch 27 MB.
  loading ??= openClip(onProgress).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The progress of all model files together. */
async function openClip(onProgress: OnProgress | undefined): Promise<Clip> {
  const files = await tinyClip.files();
  const sizes = files.filter(({ path }) => path.endsWith(".onnx")).map(({ bytes }) => bytes);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  let before = 0;
  return loadClip(tinyClip, {
    session: { device: "wasm" },
    onProgress: (progress) => {
      onProgress?.({ ...progress, done: Math.min(before + progress.done, total), total });
      if (progress.done === progress.total) before += progress.done;
    },
  });
}

export async function load(options: Options): Promise<ModelFacts> {
  const loaded = await clip(options);
  const { dimension, logitScale } = loaded;
  if (logitScale === undefined) throw new Error("The model has no logit scale.");
  const baseline = await knownBaseline(loaded);
  return { dimension, logitScale, ...(baseline === undefined ? {} : { baseline }) };
}

export async function embedPicture(picture: Blob, signal: AbortSignal): Promise<Embedding> {
  const [embedding] = await (await clip()).embedImages([picture], { signal });
  return embedding!;
}

export async function embedTexts(texts: readonly string[], signal: AbortSignal): Promise<Embedding[]> {
  return (await clip()).embedTexts(texts, { signal });
}

export async function explain(picture: Blob, text: string, options: Options): Promise<ScoreExplanation> {
  return explainScore(await clip(), picture, text, options);
}
