import { open, rename, rm } from "node:fs/promises";
import { outputError } from "./output-error.js";

/**
 * Writes a file so that it is there whole or not at all.
 *
 * @throws Alt2imgError `cli/output` when it cannot be written
 */
export async function writeWhole(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const unfinished = `${path}.partial`;
  const file = await orOutputError(path, open(unfinished, "w"));
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      await orOutputError(path, file.writeFile(chunk));
    }
    await orOutputError(path, file.close());
    await orOutputError(path, rename(unfinished, path));
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Says of an error of the file system that `path` could not be written. */
export async function orOutputError<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw outputError(path, error);
  }
}
