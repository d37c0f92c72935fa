import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { Alt2imgError, collectBytes } from "@alt2img/core";
import { readWarc, type WarcRecord } from "@alt2img/crawl";
import { pathInFolder } from "../../clip/local-picture.js";

/** A larger record isn't written: it is a film, or a bomb. */
const MAX_BYTES = 64 * 2 ** 20;

/** The types of pictures that are decoded. */
const PICTURE = /^image\/(?:jpeg|png|webp|avif|gif|bmp)\b/i;

/**
 * Writes the pictures of a WARC to a folder, each as host and path, as `wget --force-directories` saves pictures: the first capture
 * of each. Broken records are skipped; they are reported when the pages are read.
 *
 * @returns how many it has written
 */
export async function saveCrawlImages(warc: string, folder: string, signal: AbortSignal): Promise<number> {
  const saved = new Set<string>();
  const records = readWarc(createReadStream(warc), {
    filename: warc,
    signal,
    filter: ({ type, http, targetUri }) =>
      !saved.has(targetUri ?? "") && (type === "resource" || (type === "response" && http?.status === 200)),
  });
  for await (const record of records) {
    const path = placeOf(record.targetUri ?? "", folder);
    if (path === undefined || !PICTURE.test(typeOf(record))) continue;
    const bytes = await payloadOf(record);
    if (bytes === undefined) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    saved.add(record.targetUri ?? "");
  }
  return saved.size;
}

/** @returns `undefined` for an address that has no place below the folder */
function placeOf(address: string, folder: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  const path = pathInFolder(url, folder);
  const isFile = path !== undefined && path !== resolve(folder, url.hostname);
  // The names of files have at most 255 bytes.
  return isFile && path.split(sep).every((name) => Buffer.byteLength(name) <= 255) ? path : undefined;
}

const typeOf = ({ http, headers }: WarcRecord): string =>
  http?.headers.get("Content-Type") ?? headers.get("Content-Type") ?? "";

async function payloadOf(record: WarcRecord): Promise<Uint8Array | undefined> {
  try {
    return await collectBytes(record.payloadStream(), { maxBytes: MAX_BYTES });
  } catch (error) {
    if (error instanceof Alt2imgError) return undefined;
    throw error;
  }
}
