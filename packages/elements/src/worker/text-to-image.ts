import type { ModelFolder } from "@alt2img/core";
import { loadTextToImage, type TextToImage } from "@alt2img/diffusion/text-to-image";
import type { PackagedFile } from "@alt2img/tiny";
import { tinyLcm } from "@alt2img/tiny/lcm";
import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { LCM, SKEWED_TWIN } from "../text-to-image/tiny-models.js";
import { modelFolder } from "./model-folder.js";

/** Hears how many bytes of a model have been read, of how many if that is known. */
export type OnRead = (done: number, total: number | undefined) => void;

/** The folder of a model; with `files`, the progress knows how many bytes there are. */
export type CountedFolder = ModelFolder & { files?(): Promise<readonly PackagedFile[]> };

/** Opens a text-to-image model, and counts the bytes of all its networks together. */
export async function openTextToImage(
  folder: CountedFolder,
  { signal, onRead }: { signal?: AbortSignal | undefined; onRead: OnRead },
): Promise<TextToImage> {
  const isRead = (path: string): boolean =>
    /^(?:text_encoder|unet|vae_decoder)\/(?:model\.onnx|.*\.safetensors)$/.test(path);
  const files = (await folder.files?.())?.filter(({ path }) => isRead(path));
  const total = files?.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  return loadTextToImage(folder, {
    // To find out whether WebGPU were faster, the page would have to fetch 27 MB.
    session: { device: "wasm" },
    signal,
    onProgress: ({ done, total: whole }) => {
      onRead(Math.min(before + done, total ?? Number.POSITIVE_INFINITY), total);
      if (done === whole) before += done;
    },
  });
}

type Opening = { readonly model: Promise<TextToImage>; readonly listeners: Set<OnRead> };

const variants: ReadonlyMap<string, CountedFolder> = new Map([
  [SKEWED_TWIN, tinySkewedTwin],
  [LCM, tinyLcm],
]);

const folderOf = async (source: string): Promise<CountedFolder> =>
  variants.get(source) ?? modelFolder(source, tinyStableDiffusion);

/**
 * Opens each model once, and keeps it. What failed is opened again by the next call. It isn't aborted with the call that began it:
 * the next one needs the same, and hears how far it is.
 *
 * @returns takes the source of a model as `modelFolder` does; `""` is the tiny Stable Diffusion, `SKEWED_TWIN` its twin, `LCM` its four-step version
 */
export function textToImageModels(): (source: string, onRead: OnRead) => Promise<TextToImage> {
  const openings = new Map<string, Opening>();

  const open = (source: string): Opening => {
    const listeners = new Set<OnRead>();
    const onRead: OnRead = (...read) => {
      for (const listener of listeners) listener(...read);
    };
    const model = folderOf(source).then((folder) => openTextToImage(folder, { onRead }));
    model.catch(() => openings.delete(source));
    const opening = { model, listeners };
    openings.set(source, opening);
    return opening;
  };

  return async (source, onRead) => {
    const { model, listeners } = openings.get(source) ?? open(source);
    listeners.add(onRead);
    try {
      return await model;
    } finally {
      listeners.delete(onRead);
    }
  };
}
