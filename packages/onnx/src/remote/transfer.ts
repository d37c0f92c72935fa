import { formatNumber, type OnProgress } from "@alt2img/core";
import type { PartialFile } from "../cache/model-cache.js";
import { checkMemory } from "./memory-limit.js";
import type { Fetch, RemoteFile } from "./remote-file.js";
import { type Answer, BrokenTransfer, request } from "./request.js";
import {
  checkStatus,
  contentRange,
  damaged,
  html,
  hubSha256,
  isHtmlAnswer,
  isHtmlFile,
  isRest,
  totalOf,
  validatorOf,
} from "./response.js";

export type DownloadOptions = {
  readonly fetch: Fetch;
  /** The largest file to fetch, in bytes; by default what fits into memory. */
  readonly maxBytes: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: OnProgress | undefined;
};

/** A file in transit, and what is known about it: at first, and from responses. */
export type Transfer = {
  readonly file: RemoteFile;
  readonly into: PartialFile;
  readonly options: DownloadOptions;
  /** The number of bytes it must have. */
  total: number | undefined;
  sha256: string | undefined;
};

/** The cache can't store what was fetched, because the disk is full, for instance. */
export class CacheFailure extends Error {}

export const orCacheFailure = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw new CacheFailure("the cache can't be written", { cause });
  });

/**
 * Makes one request, for the whole file or for the rest of it, and stores what arrives. When it returns, the file is
 * complete.
 *
 * @throws BrokenTransfer, RedirectFailure, CacheFailure, Alt2imgError
 */
export async function transferOnce(transfer: Transfer): Promise<void> {
  const { file, into, options } = transfer;
  const { byteLength: start, validator } = into;
  if (start > 0 && start === file.byteLength) return;
  // Without a validator, only a checksum would show that the rest is of another version.
  const canGoOn = start > 0 && (validator !== undefined || file.sha256 !== undefined);
  const answer = await request({ ...options, url: file.url, range: canGoOn ? { start, validator } : undefined });
  const { response } = answer;
  const { status } = response;
  try {
    if (status === 416 && contentRange(response)?.size === start) {
      // All of it was stored already, or all that the server has.
      await settleTotal(transfer, start);
      return;
    }
    if (status === 416 || (status === 206 && !(canGoOn && isRest(response, start, validator)))) {
      await beginAnew(transfer, {});
      throw new BrokenTransfer(`${file.url} doesn't send the rest that was asked for`);
    }
    checkStatus(response, file);
    if (isHtmlAnswer(response, file)) throw html(file, response.url);
    if (status === 200) await beginAnew(transfer, { validator: validatorOf(response), total: totalOf(response, 0) });
    else await settleTotal(transfer, totalOf(response, start));
    if (file.isHub === true) transfer.sha256 ??= hubSha256(response);
    await take(answer, transfer);
  } finally {
    await answer.close();
  }
}

/** What is known about an earlier version doesn't count any more. */
async function beginAnew(
  transfer: Transfer,
  { validator, total }: { validator?: string | undefined; total?: number | undefined },
): Promise<void> {
  const { file, into } = transfer;
  transfer.total = file.byteLength;
  await settleTotal(transfer, total);
  await orCacheFailure(into.restart({ validator, total: transfer.total }));
}

/**
 * @throws Alt2imgError `onnx/damaged` when the server gives another length than the one that is known from a list,
 *   `onnx/too-large`; BrokenTransfer when it gives another length than before, after which the file starts over
 */
async function settleTotal(transfer: Transfer, said: number | undefined): Promise<void> {
  const { file, options } = transfer;
  const total = (transfer.total ??= said);
  if (said !== undefined && said !== total) {
    if (file.byteLength === undefined) {
      await beginAnew(transfer, {});
      throw new BrokenTransfer(
        `it says that the file has ${formatNumber(total ?? 0)} bytes, and then ${formatNumber(said)}`,
      );
    }
    throw damaged(file, `has ${formatNumber(said)} bytes, as its server says`, formatNumber(total ?? 0));
  }
  if (total !== undefined) checkMemory(file.path, total, options.maxBytes);
}

async function take({ body, response }: Answer, { file, into, options, total }: Transfer): Promise<void> {
  for await (const chunk of body) {
    if (into.byteLength === 0 && isHtmlFile(chunk, file)) throw html(file, response.url);
    const done = into.byteLength + chunk.length;
    if (total === undefined) checkMemory(file.path, done, options.maxBytes);
    else if (done > total) throw damaged(file, "sends more than it should", `${formatNumber(total)} bytes`);
    await orCacheFailure(into.append(chunk));
    options.onProgress?.({ stage: "read", done, ...(total === undefined ? {} : { total }), unit: "bytes" });
  }
  if (total !== undefined && into.byteLength < total) {
    throw new BrokenTransfer(`the server stopped short of ${formatNumber(total)} bytes`);
  }
}
