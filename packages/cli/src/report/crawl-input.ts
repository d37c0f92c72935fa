import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Alt2imgError } from "@alt2img/core";
import type { CrawlInput } from "@alt2img/report";
import { reasonOfUnreadable } from "../system-error.js";

/**
 * A file on disk as an input of the report. A missing file has no bytes; opening it says why.
 *
 * @param base the address of an HTML file; without it, the file's own
 */
export async function crawlInput(filename: string, base: string | undefined): Promise<CrawlInput> {
  const byteLength = await stat(filename).then(
    ({ size }) => size,
    () => 0,
  );
  const url = base ?? pathToFileURL(resolve(filename)).href;
  return { filename, byteLength, url, open: () => readFromDisk(filename) };
}

/** The bytes of a file. Errors of the file system are explained. */
async function* readFromDisk(filename: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* createReadStream(filename);
  } catch (error) {
    throw new Alt2imgError("cli/input", reasonOfUnreadable(filename, error), { cause: error });
  }
}
