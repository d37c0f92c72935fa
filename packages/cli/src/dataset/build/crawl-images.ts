import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, sep } from "node:path";
import { Alt2imgError, collectBytes } from "@alt2img/core";
import { readWarc, type WarcRecord } from "@alt2img/crawl";
import { localPicture, pathInFolder } from "../../clip/local-picture.js";
import { outputError } from "../../output-error.js";

/** A larger record isn't written: it is a film, or a bomb. */
const MAX_BYTES = 64 * 2 ** 20;

/** The types of pictures that are decoded. */
const PICTURE = /^image\/(?:jpeg|png|webp|avif|gif|bmp)\b/i;

/**
 * Writes the pictures of a WARC to a folder: the first capture of each, as host and path, as `wget --force-directories` saves
 * pictures. Where that can't be, since a folder has the name, or another picture, or it is too long, the name is a hash of the
 * address. A `revisit` with the same payload as an earlier capture, under another address, is a copy of that one. Broken records are
 * skipped; they are reported when the pages are read.
 *
 * @throws Alt2imgError `cli/output`
 */
export async function saveCrawlImages(warc: string, folder: string, signal: AbortSignal): Promise<void> {
  const saved = new Set<string>();
  const owners = new Map<string, string>();
  const records = readWarc(createReadStream(warc), {
    filename: warc,
    signal,
    filter: ({ type, http, targetUri }) =>
      !saved.has(targetUri ?? "") &&
      (type === "resource" || type === "revisit" || (type === "response" && http?.status === 200)),
  });
  for await (const record of records) {
    const url = webAddress(record.targetUri ?? "");
    if (url === undefined) continue;
    const bytes = record.type === "revisit" ? await samePicture(record, folder) : await payloadOf(record);
    if (bytes === undefined) continue;
    const path = plainPlace(url, folder);
    const owner = path === undefined ? undefined : (owners.get(path) ?? url.href);
    const isPlain = path !== undefined && owner === url.href && (await isWritten(path, bytes));
    if (isPlain) owners.set(path, url.href);
    else {
      const hashed = hashedPlace(url, folder);
      if (hashed === undefined || !(await isWritten(hashed, bytes))) continue;
    }
    saved.add(record.targetUri ?? "");
  }
}

/**
 * Where `saveCrawlImages` has put the picture of a pair. For pages on this machine, a `file:` URL says it.
 *
 * @returns `undefined` where it isn't there
 */
export function crawlPicture(imageUrl: string, folder: string): string | undefined {
  const url = webAddress(imageUrl);
  if (url === undefined) return localPicture(imageUrl, undefined);
  return [hashedPlace(url, folder), plainPlace(url, folder)].find(
    (path) => path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  );
}

/** Without its fragment. */
function webAddress(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  url.hash = "";
  return url;
}

/** The names of files have at most 255 bytes, and paths 4,096. */
const [MAX_NAME, MAX_PATH] = [255, 4000];

/** @returns `undefined` for an address that has no place below its host's folder, or whose path is too long */
function plainPlace(url: URL, folder: string): string | undefined {
  const path = pathInFolder(url, folder);
  if (path === undefined || Buffer.byteLength(path) > MAX_PATH) return undefined;
  return path.split(sep).every((name) => Buffer.byteLength(name) <= MAX_NAME) ? path : undefined;
}

const hashedPlace = (url: URL, folder: string): string | undefined =>
  pathInFolder(url, folder, `/${createHash("sha256").update(url.href).digest("hex")}`);

/** @returns whether it could be: `false` if there is a folder of this name, or a file that would have to be one */
async function isWritten(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (["EEXIST", "ENOTDIR", "EISDIR"].includes(code)) return false;
    throw outputError(path, error);
  }
}

const typeOf = ({ http, headers }: WarcRecord): string =>
  http?.headers.get("Content-Type") ?? headers.get("Content-Type") ?? "";

/** @returns `undefined` for what isn't a picture, or is damaged or too large */
async function payloadOf(record: WarcRecord): Promise<Uint8Array | undefined> {
  if (!PICTURE.test(typeOf(record))) return undefined;
  try {
    return await collectBytes(record.payloadStream(), { maxBytes: MAX_BYTES });
  } catch (error) {
    if (error instanceof Alt2imgError) return undefined;
    throw error;
  }
}

/** The profile of a revisit whose payload is that of the capture it refers to. @see WARC 1.1, §6.7.2 */
const SAME_PAYLOAD = /\/identical-payload-digest$/;

async function samePicture({ headers }: WarcRecord, folder: string): Promise<Uint8Array | undefined> {
  // Only a web address: a `file:` URL would name any file of this machine.
  const url = webAddress(headers.get("WARC-Refers-To-Target-URI") ?? "");
  const first = url && crawlPicture(url.href, folder);
  if (first === undefined || !SAME_PAYLOAD.test(headers.get("WARC-Profile") ?? "")) return undefined;
  return readFile(first);
}
