import { type Clip, loadClip } from "@alt2img/clip";
import type { Embedding } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { tinyClip } from "@alt2img/tiny/clip";
import type { Keyed, Part } from "./protocol.js";

let loading: Promise<Clip> | undefined;
const known = new Map<string, Embedding>();
/** After so many pictures, the page hears how far it is. */
const AT_ONCE = 4;

/** The tiny CLIP is loaded once, by the first question that needs it, and stays. */
export function clip(options: TaskOptions<Part>): Promise<Clip> {
  loading ??= openClip(options).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The progress of all model files together. */
async function openClip({ onPart }: TaskOptions<Part>): Promise<Clip> {
  const files = (await tinyClip.files()).filter(({ path }) => path.endsWith(".onnx"));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  return loadClip(tinyClip, {
    // WebAssembly: to find out whether WebGPU were faster, the page would have to fetch 27 MB.
    session: { device: "wasm" },
    onProgress: ({ done, total: whole }) => {
      const stage = "Loading the tiny CLIP";
      onPart({ type: "progress", stage, done: Math.min(before + done, total), total, unit: "bytes" });
      if (done === whole) before += done;
    },
  });
}

/** The tiny CLIP's embeddings of pictures. Each is computed once. */
export async function embed(pictures: readonly Keyed[], options: TaskOptions<Part>): Promise<Embedding[]> {
  const missing = [...new Map(pictures.map((each) => [each.key, each])).values()].filter(({ key }) => !known.has(key));
  const model = missing.length === 0 ? undefined : await clip(options);
  for (let at = 0; model !== undefined && at < missing.length; at += AT_ONCE) {
    options.signal.throwIfAborted();
    const some = missing.slice(at, at + AT_ONCE);
    const embeddings = await model.embedImages(
      some.map(({ image }) => image),
      { signal: options.signal },
    );
    for (const [i, { key }] of some.entries()) known.set(key, embeddings[i]!);
    const done = Math.min(at + AT_ONCE, missing.length);
    options.onPart({ type: "progress", stage: "Looking at the pictures", done, total: missing.length, unit: "images" });
  }
  return pictures.map(({ key }) => known.get(key)!);
}
