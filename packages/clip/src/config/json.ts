import { isNoSuchFile, type Json, type ModelFolder, readJsonObject } from "@alt2img/core";
import { clipError } from "../clip-error.js";

/**
 * A folder with a cache forgets a file that isn't a JSON object, so that the next call fetches it again.
 *
 * @throws Alt2imgError `clip/bad-file` when it isn't a JSON object; what `folder.read` throws
 */
export function readJson(folder: ModelFolder, path: string, signal?: AbortSignal): Promise<Json> {
  return readJsonObject(folder, path, { signal, badFile: (message, cause) => clipError("bad-file", message, cause) });
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
