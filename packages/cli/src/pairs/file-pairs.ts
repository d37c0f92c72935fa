import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { OnDiagnostic } from "@alt2img/core";
import { type CrawlFormat, openCrawlFile, type PairStream, pairsFromCrawlFile } from "@alt2img/dataset";
import type { PairsSettings } from "./messages.js";
import { recipeOf } from "./recipe-of.js";

export type FilePairs = { format: CrawlFormat; pairs: PairStream };

const CHUNK_BYTES = 1024 * 1024;

/**
 * The pairs of a file of any format, which is recognized by its content, not by its name. The file is read once from start
 * to end, so it can be a pipe.
 *
 * @param onRead called with how many more bytes of the file were read
 * @throws what `openCrawlFile` and `pairsFromCrawlFile` throw
 */
export async function pairsFromFile(
  name: string,
  { base, ...settings }: PairsSettings,
  { onRead, onDiagnostic }: { onRead: (bytes: number) => void; onDiagnostic: OnDiagnostic },
): Promise<FilePairs> {
  const file = await openCrawlFile(countedBytes(name, onRead));
  const url = base ?? pathToFileURL(resolve(name)).href;
  const pairs = pairsFromCrawlFile(file, url, { recipe: recipeOf(settings), filename: name, onDiagnostic });
  return { format: file.format, pairs };
}

async function* countedBytes(name: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of createReadStream(name, { highWaterMark: CHUNK_BYTES })) {
    onRead(chunk.length);
    yield chunk;
  }
}
