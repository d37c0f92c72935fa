import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Alt2imgError } from "@alt2img/core";
import { openCrawlFile } from "@alt2img/dataset";
import type { CrawlFile } from "@alt2img/report";
import { reasonOf } from "../system-error.js";

/**
 * A file of the disk as the report takes it. A file that isn't there has no bytes; opening it says why.
 *
 * @param base the address of an HTML file; without it, the file's own
 */
export async function crawlFile(filename: string, base: string | undefined): Promise<CrawlFile> {
  const byteLength = await stat(filename).then(
    ({ size }) => size,
    () => 0,
  );
  const url = base ?? pathToFileURL(resolve(filename)).href;
  return { filename, byteLength, url, open: () => openFile(filename) };
}

/** Tells the format of a file by its content. */
async function openFile(filename: string): ReturnType<CrawlFile["open"]> {
  try {
    const { format, bytes } = await openCrawlFile(createReadStream(filename));
    if (format !== "wet") return { format, bytes: withReasons(bytes) };
    await bytes.return();
  } catch (error) {
    throw inputError(error);
  }
  throw new Alt2imgError("cli/input", "This is a WET file, which holds text and no images. Give the WARC or WAT file.");
}

/** Says of an error of the file system what it means. */
async function* withReasons(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* bytes;
  } catch (error) {
    throw inputError(error);
  }
}

function inputError(error: unknown): unknown {
  const isOfSystem = error instanceof Error && "syscall" in error;
  return isOfSystem ? new Alt2imgError("cli/input", reasonOf(error), { cause: error }) : error;
}
