import { rmdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
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
  const made = await makeFolderFor(path);
  try {
    await writeWhole(path, data, { signal });
  } catch (error) {
    await made.removeIfEmpty();
    throw error instanceof Alt2imgError && error.code === "core/write" ? outputError(path, error.cause) : error;
  }
}

/** Folders that were made for an output. */
export type MadeFolders = {
  /** Removes them again, as far as they are empty: after a failure, there shouldn't be a trace. */
  removeIfEmpty(): Promise<void>;
};

/**
 * Makes the folder of a file that is about to be written.
 *
 * @throws Alt2imgError `cli/output` when it can't be made
 */
export function makeFolderFor(path: string): Promise<MadeFolders> {
  return makeOutputFolder(dirname(path), path);
}

/**
 * Makes a folder and its missing parents.
 *
 * @param output what the error says can't be written
 * @throws Alt2imgError `cli/output` when it can't be made
 */
export async function makeOutputFolder(path: string, output: string = path): Promise<MadeFolders> {
  const first = await makeFolder(path).catch((error: unknown) => {
    throw outputError(output, error);
  });
  return {
    removeIfEmpty: async () => {
      if (first !== undefined) await removeEmptyFolders(resolve(path), first);
    },
  };
}

/** Removes a folder and its parents up to `last`, as long as they are empty. */
async function removeEmptyFolders(folder: string, last: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch {
    return; // It isn't empty.
  }
  if (folder !== last) await removeEmptyFolders(dirname(folder), last);
}
