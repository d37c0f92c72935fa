import { type Clip, loadClip } from "@alt2img/clip";
import type { OnProgress } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";

let loading: Promise<Clip> | undefined;

/** The tiny CLIP is loaded once, by the first question that needs it, and stays. */
export function clip(onProgress: OnProgress): Promise<Clip> {
  // WebAssembly: to find out whether WebGPU were faster, the page would have to fetch 27 MB.
  loading ??= openClip(onProgress).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The progress of all model files together. */
async function openClip(onProgress: OnProgress): Promise<Clip> {
  const files = await tinyClip.files();
  const sizes = files.filter(({ path }) => path.endsWith(".onnx")).map(({ bytes }) => bytes);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  let before = 0;
  return loadClip(tinyClip, {
    session: { device: "wasm" },
    onProgress: (progress) => {
      onProgress({ ...progress, stage: "Loading CLIP", done: Math.min(before + progress.done, total), total });
      if (progress.done === progress.total) before += progress.done;
    },
  });
}
