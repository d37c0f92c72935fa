import { dirname } from "node:path";
import { Alt2imgError, type ByteSource } from "@alt2img/core";
import { makeFolder, writeWhole } from "@alt2img/core/node";
import { outputError } from "./output-error.js";

/**
 * Writes a file completely or not at all, and makes missing folders. Errors of the file system are explained in the command
 * line's words.
 *
 * @throws Alt2imgError `cli/output` when it can't be written
 */
export async function writeOutput(path: string, data: string | ByteSource, signal?: AbortSignal): Promise<void> {
  await makeFolderFor(path);
  try {
    await writeWhole(path, data, { signal });
  } catch (error) {
    throw error instanceof Alt2imgError && error.code === "core/write" ? outputError(path, error.cause) : error;
  }
}

/**
 * Makes the folder of a file that is about to be written.
 *
 * @throws Alt2imgError `cli/output` when it can't be made
 */
export async function makeFolderFor(path: string): Promise<void> {
  await makeFolder(dirname(path)).catch((error: unknown) => {
    throw outputError(path, error);
  });
}
