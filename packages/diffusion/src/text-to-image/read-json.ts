import { Alt2imgError, type ModelFolder } from "@alt2img/core";

/** An object in a JSON file. Its values are checked where they are read. */
export type Json = { readonly [key: string]: unknown };

/**
 * @throws Alt2imgError `diffusion/bad-file` when it isn't a JSON object; `diffusion/no-such-file` when the folder hasn't got it
 */
export async function readJson(folder: ModelFolder, path: string, signal?: AbortSignal): Promise<Json> {
  const text = await readText(folder, path, signal);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Alt2imgError("diffusion/bad-file", `${path} in ${folder.name} isn't JSON. Get the file again.`, {
      cause,
    });
  }
  const object = asObject(value);
  if (object !== undefined) return object;
  throw new Alt2imgError(
    "diffusion/bad-file",
    `${path} in ${folder.name} isn't a JSON object. Is it another file of that name?`,
  );
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

/** Every kind of folder has its own error for a missing file; the codes have the same ending. */
function isNoSuchFile(error: unknown): boolean {
  return error instanceof Alt2imgError && error.code.endsWith("/no-such-file");
}

export function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export const asString = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const asNumber = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** A count or size: an integer, 1 or more. */
export const asCount = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
