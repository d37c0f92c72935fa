import { Alt2imgError, isNoSuchFile, type Json, type ModelFolder, readJsonObject } from "@alt2img/core";

/**
 * A folder with a cache forgets a file that isn't a JSON object, so that the next call fetches it again.
 *
 * @throws Alt2imgError `diffusion/bad-file` when it isn't a JSON object; `diffusion/no-such-file` when the folder hasn't got it
 */
export function readJson(folder: ModelFolder, path: string, signal?: AbortSignal): Promise<Json> {
  const badFile = (message: string, cause?: unknown): Alt2imgError =>
    new Alt2imgError("diffusion/bad-file", message, cause === undefined ? undefined : { cause });
  return needed(folder, path, readJsonObject(folder, path, { signal, badFile }));
}

/** `undefined` if the folder has no such file. */
export async function readOptionalJson(
  folder: ModelFolder,
  path: string,
  signal?: AbortSignal,
): Promise<Json | undefined> {
  return optional(readJson(folder, path, signal));
}

export async function readText(folder: ModelFolder, path: string, signal?: AbortSignal): Promise<string> {
  return new TextDecoder().decode(await needed(folder, path, folder.read(path, { signal })));
}

/** The result of reading a file, or `undefined` if there is no such file. */
export async function optional<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isNoSuchFile(error)) return undefined;
    throw error;
  }
}

/** Says what a file that is missing is needed for: loading, or something else. */
export async function needed<T>(
  folder: ModelFolder,
  path: string,
  reading: Promise<T>,
  purpose: string = layout,
): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (!isNoSuchFile(cause)) throw cause;
    throw new Alt2imgError(
      "diffusion/no-such-file",
      `${path} is missing in ${folder.name}. ${purpose} To make it from a model in PyTorch: optimum-cli export onnx --model NAME FOLDER.`,
      { cause },
    );
  }
}

const layout =
  "loadTextToImage needs diffusers' layout with ONNX models: model_index.json, scheduler/, tokenizer/, text_encoder/model.onnx, " +
  "unet/model.onnx and vae_decoder/model.onnx; of some models a transformer/ or more text encoders.";
