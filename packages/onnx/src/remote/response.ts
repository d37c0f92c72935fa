import { type Alt2imgError, declaresHtml, extractMimeType, looksLikeHtml } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";
import type { RemoteFile } from "./remote-file.js";
import { BrokenTransfer } from "./request.js";

const BUSY = [408, 425, 429, 500, 502, 503, 504];

/** @throws BrokenTransfer, Alt2imgError by the status of a response that is neither the file nor a part of it */
export function checkStatus({ status, statusText }: Response, { path, url }: RemoteFile): void {
  if (status === 200 || status === 206) return;
  const says = `${url} answers ${`${status} ${statusText}`.trim()}`;
  if (BUSY.includes(status)) throw new BrokenTransfer(says);
  if (status === 404 || status === 410) throw onnxError("no-such-file", `There is no file “${path}”: ${says}.`);
  if (status === 401 || status === 403) {
    throw onnxError(
      "forbidden",
      `Can't read “${path}”: ${says}. It may need a token, or you may have to accept its licence first.`,
    );
  }
  throw onnxError("unreachable", `Can't read “${path}”: ${says}.`);
}

/** Whether an HTML page is expected. */
const PAGE = /\.(html?|xhtml)$/i;
/** A model card may begin with an HTML heading. */
const MARKDOWN = /\.(md|markdown)$/i;

/** Whether the response is declared as an HTML page in place of the file: a log-in page, or an application that serves every URL. */
export function isHtmlAnswer({ headers }: Response, { path }: RemoteFile): boolean {
  const type = headers.get("Content-Type");
  return type !== null && declaresHtml(extractMimeType([type])?.essence) === true && !PAGE.test(path);
}

/** Whether the bytes begin like an HTML page in place of the file. */
export const isHtmlFile = (bytes: Uint8Array, { path }: RemoteFile): boolean =>
  !PAGE.test(path) && !MARKDOWN.test(path) && looksLikeHtml(bytes);

/** @param landed the URL after redirects */
export function html({ path, url }: RemoteFile, landed = ""): Alt2imgError {
  const from = landed === "" || landed === url ? "" : `, to which ${url} leads,`;
  return onnxError(
    "html",
    `HTML at URL ${landed || url}${from} where the file “${path}” should be. Open the URL in a browser: it may be wrong, ` +
      "or need a log-in. Nothing was cached.",
  );
}

/** A file of these formats has at least one byte. */
const NEVER_EMPTY = /\.(json|onnx|onnx_data\w*|safetensors)$/i;

export const mayBeEmpty = ({ path }: RemoteFile): boolean => !NEVER_EMPTY.test(path);

export const empty = ({ path, url }: RemoteFile): Alt2imgError =>
  onnxError(
    "empty",
    `${url} sends 0 bytes where the file “${path}” should be. The server or something on the way is at fault, or the ` +
      "file was uploaded empty. Try again later. Nothing was cached.",
  );

export const damaged = ({ url }: RemoteFile, found: string, expected: string): Alt2imgError =>
  onnxError(
    "damaged",
    `${url} ${found}; expected ${expected}. The server or something on the way changes it, or a mirror is out of date. Nothing was cached.`,
  );

/** The number of bytes of the whole file; `undefined` if the server doesn't say, or compresses it in transit. */
export function totalOf(response: Response, start: number): number | undefined {
  const length = response.headers.get("Content-Length") ?? "";
  const rest = /^\d+$/.test(length) && !isEncoded(response) ? start + Number(length) : undefined;
  return contentRange(response)?.size ?? rest;
}

const isEncoded = ({ headers }: Response): boolean =>
  (headers.get("Content-Encoding") || "identity").toLowerCase() !== "identity";

/** `Content-Range` (RFC 9110, §14.4); `start` is missing in the response to an unsatisfiable range. */
export function contentRange({ headers }: Response): { start?: number; size?: number } | undefined {
  const found = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get("Content-Range")?.trim() ?? "");
  if (found === null) return undefined;
  const [, start, size] = found;
  return { ...(start === undefined ? {} : { start: Number(start) }), ...(size === "*" ? {} : { size: Number(size) }) };
}

/** Whether a response is the requested rest, of the same version. */
export function isRest(response: Response, start: number, validator: string | undefined): boolean {
  if (isEncoded(response)) return false;
  const range = contentRange(response);
  // A server on another origin may not expose this header to a page.
  if (range === undefined ? response.type !== "cors" : range.start !== start) return false;
  const now = validatorOf(response);
  return now === undefined || validator === undefined || now === validator;
}

/** What distinguishes this version of the file from others: not a weak `ETag` (RFC 9110, §13.1.5). */
export function validatorOf({ headers }: Response): string | undefined {
  const etag = headers.get("ETag")?.trim();
  return etag?.startsWith('"') ? etag : (headers.get("Last-Modified")?.trim() ?? undefined);
}

/**
 * The SHA-256 of a file in Git LFS, as the hub gives it. After a redirect, the `ETag` is another server's, and may be
 * another hash.
 * @see https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/file_download.py
 */
export function hubSha256({ headers, redirected }: Response): string | undefined {
  const tag = headers.get("X-Linked-Etag") ?? (redirected ? undefined : headers.get("ETag"));
  return /^"?([0-9a-f]{64})"?$/.exec(tag ?? "")?.[1];
}
