import { type Alt2imgError, formatNumber, readAll } from "@alt2img/core";
import type { PartialFile } from "../cache/model-cache.js";
import { onnxError } from "../onnx-error.js";
import { checkMemory } from "./memory-limit.js";
import type { RemoteFile } from "./remote-file.js";
import { BrokenTransfer, pause, RedirectFailure } from "./request.js";
import { damaged, empty, html, isHtmlFile, mayBeEmpty } from "./response.js";
import { type DownloadOptions, orCacheFailure, type Transfer, transferOnce } from "./transfer.js";

/** The most tries in a row that may bring nothing. */
const TRIES = 4;
/** The pause before the second try, in ms; it doubles before each further one. */
const PAUSE = 250;

/**
 * Fetches a file, resumes after each break if the server can, and checks its length and its SHA-256.
 *
 * @param into may already hold the beginning of the file
 * @returns all its bytes
 * @throws Alt2imgError `onnx/no-such-file`, `onnx/forbidden`, `onnx/unreachable`, `onnx/html`, `onnx/empty`,
 *   `onnx/damaged`, `onnx/too-large`; CacheFailure
 */
export async function download(
  file: RemoteFile,
  into: PartialFile,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, maxBytes } = options;
  const { byteLength: total, sha256 } = file;
  if (total !== undefined) checkMemory(file.path, total, maxBytes);
  const transfer: Transfer = { file, into, options, total, sha256 };
  let most = into.byteLength;
  for (let failures = 0, isWhole = false; !isWhole; ) {
    try {
      await transferOnce(transfer);
      isWhole = true;
    } catch (error) {
      if (error instanceof RedirectFailure) throw leadsNowhere(file, error);
      if (!(error instanceof BrokenTransfer)) throw error;
      failures = into.byteLength > most ? 1 : failures + 1;
      most = Math.max(most, into.byteLength);
      if (failures === TRIES) throw gaveUp(file, into, error);
      await pause(PAUSE * 2 ** (failures - 1), signal);
    }
  }
  const bytes = await orCacheFailure(into.read().then((all) => readAll(all)));
  signal?.throwIfAborted();
  if (isHtmlFile(bytes, file)) throw html(file);
  if (bytes.length === 0 && !mayBeEmpty(file)) throw empty(file);
  await checkSha256(bytes, transfer);
  signal?.throwIfAborted();
  return bytes;
}

async function checkSha256(bytes: Uint8Array<ArrayBuffer>, { file, sha256 }: Transfer): Promise<void> {
  const held = { byteLength: bytes.length, slice: async () => bytes.buffer };
  await readAll(held, { sha256 }).catch(() => {
    throw damaged(file, "has another SHA-256", sha256 ?? "");
  });
}

function gaveUp({ path, url }: RemoteFile, { byteLength }: PartialFile, error: BrokenTransfer): Alt2imgError {
  const got = byteLength === 0 ? "" : ` after ${formatNumber(byteLength)} bytes`;
  return onnxError("unreachable", `Can't read “${path}” from ${url}${got}: ${error.message}. Try again.`, error.cause);
}

const leadsNowhere = ({ path, url }: RemoteFile, failure: RedirectFailure): Alt2imgError =>
  onnxError(
    "unreachable",
    `Can't read “${path}”: ${url} redirects in a circle, or to something other than a web address (${failure.message}). ` +
      "Check the URL. It may need a log-in.",
    failure.cause,
  );
