import { createReadStream } from "node:fs";
import { Alt2imgError, collectBytes, declaresHtml, extractMimeType, formatBytes } from "@alt2img/core";
import { ADDRESS, reasonOfUnreadable } from "../system-error.js";
import { fetchUrl } from "./fetch-url.js";
import { localPath } from "./local-path.js";

/** The most bytes of a picture: the limit of `@alt2img/image`. */
const MAX_BYTES = 256 * 2 ** 20;

/**
 * The bytes of a picture: of a file, of a web address (one GET), or of standard input (`-`).
 *
 * @throws Alt2imgError `cli/input` with the reason, in complete sentences
 */
export async function readPicture(name: string, signal?: AbortSignal): Promise<Uint8Array> {
  try {
    if (/^https?:\/\//i.test(name)) return await fetchPicture(name, signal);
    const source = name === "-" ? process.stdin : createReadStream(localPath(name));
    return await collectBytes(source, { signal, maxBytes: MAX_BYTES });
  } catch (error) {
    signal?.throwIfAborted();
    throw new Alt2imgError("cli/input", reasonOfNoPicture(name, error), { cause: error });
  }
}

function reasonOfNoPicture(name: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "core/too-many-bytes") return `It has more than ${formatBytes(MAX_BYTES)}, too many for a picture.`;
  if (code !== "ENOENT" || !ADDRESS.test(name)) return reasonOfUnreadable(name, error);
  return "alt2img only fetches web addresses that begin with https:// or http://. Download the picture and give its file name.";
}

function fetchPicture(url: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  return fetchUrl(url, {
    accept: "image/*",
    what: "picture",
    signal,
    problemOf({ headers }) {
      const type = extractMimeType([headers.get("content-type") ?? ""])?.essence;
      return declaresHtml(type) === true
        ? `It is ${type}, not a picture. Give the address of the picture itself.`
        : undefined;
    },
    read: (response) => collectBytes(response.body ?? [], { signal, maxBytes: MAX_BYTES }),
  });
}
