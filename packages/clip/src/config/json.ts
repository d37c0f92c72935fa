import { Alt2imgError, type ModelFolder } from "@alt2img/core";
import { clipError } from "../clip-error.js";

/** An object in a JSON file. Its values are checked where they are read. */
export type Json = { readonly [key: string]: unknown };

/**
 * A folder with a cache forgets a file that isn't a JSON object, so that the next call fetches it again.
 *
 * @throws Alt2imgError `clip/bad-file` when it isn't a JSON object; what `folder.read` throws
 */
export async function readJson(
  folder: ModelFolder & { forget?(path: string): Promise<void> },
  path: string,
  signal?: AbortSignal,
): Promise<Json> {
  const bytes = await folder.read(path, { signal });
  const forget = async (): Promise<void> => folder.forget?.(path).catch(() => {});
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    await forget();
    throw clipError("bad-file", `${path} in ${folder.name} isn't JSON. Get the file again.`, cause);
  }
  const object = asObject(value);
  if (object === undefined) {
    await forget();
    throw clipError("bad-file", `${path} in ${folder.name} isn't a JSON object. Is it another file of that name?`);
  }
  return object;
}

/** `undefined` if the folder has no such file. */
export async function readOptionalJson(
  folder: ModelFolder,
  path: string,
  signal?: AbortSignal,
): Promise<Json | undefined> {
  try {
    return await readJson(folder, path, signal);
  } catch (error) {
    if (isNoSuchFile(error)) return undefined;
    throw error;
  }
}

/** Every kind of folder has its own error for a missing file; the codes have the same ending. */
export function isNoSuchFile(error: unknown): boolean {
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
