import { type Clip, knownBaseline, loadClip, type ScoreBaseline } from "@alt2img/clip";
import type { Embedding } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";

let loading: Promise<Clip> | undefined;

/** The model is loaded once, by the first call, and stays. */
export function clip(): Promise<Clip> {
  // WebAssembly: to find out whether WebGPU were faster, the page would have to fetch 27 MB.
  loading ??= loadClip(tinyClip, { session: { device: "wasm" } }).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

export async function baseline(): Promise<ScoreBaseline | undefined> {
  return knownBaseline(await clip());
}

export async function embedPicture(picture: Blob, signal: AbortSignal): Promise<Embedding> {
  const [embedding] = await (await clip()).embedImages([picture], { signal });
  return embedding!;
}

export async function embedTexts(texts: readonly string[], signal: AbortSignal): Promise<Embedding[]> {
  return (await clip()).embedTexts(texts, { signal });
}
