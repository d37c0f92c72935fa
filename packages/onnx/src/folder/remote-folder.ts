import {
  Alt2imgError,
  type OnProgress,
  openUrl,
  type RandomAccessBytes,
  type ReadFileOptions,
  readAll,
} from "@alt2img/core";
import { memoryFile } from "../cache/memory-file.js";
import type { ModelCache, PartialFile } from "../cache/model-cache.js";
import { download } from "../remote/download.js";
import { checkMemory } from "../remote/memory-limit.js";
import type { Fetch, RemoteFile } from "../remote/remote-file.js";
import { checkStatus, empty, html, isHtmlAnswer, mayBeEmpty } from "../remote/response.js";
import { CacheFailure, type DownloadOptions } from "../remote/transfer.js";
import type { ModelFiles } from "./model-files.js";

/** How files are fetched, and where they are cached. */
export type RemoteOptions = {
  readonly fetch: Fetch;
  readonly cache: ModelCache | undefined;
  /** The largest file to read, in bytes; by default what fits into memory. */
  readonly maxBytes: number | undefined;
};

/** What a folder on a web server needs to know. */
export type RemotePlace = {
  readonly name: string;
  /** Where a file is, and its key in the cache. */
  locate(path: string, signal: AbortSignal | undefined): Promise<RemoteFile & { readonly key: string }>;
  list(): Promise<string[]>;
};

/** Files that are fetched when they are first read, and then cached. A cached file is never requested again. */
export function remoteFolder({ name, locate, list }: RemotePlace, options: RemoteOptions): ModelFiles {
  const { fetch, cache, maxBytes } = options;

  async function openKept(file: RemoteFile & { key: string }): Promise<RandomAccessBytes | undefined> {
    const kept = await cache?.open(file.key).catch(() => undefined);
    // Earlier versions cached empty answers.
    return kept?.byteLength === 0 && !mayBeEmpty(file) ? undefined : kept;
  }

  async function read(path: string, { signal, onProgress }: ReadFileOptions): Promise<Uint8Array> {
    signal?.throwIfAborted();
    const file = await locate(path, signal);
    const tell = rising(onProgress);
    const kept = await openKept(file);
    if (kept !== undefined) {
      checkMemory(path, kept.byteLength, maxBytes);
      const bytes = await readAll(kept, { signal, onProgress: tell }).catch(() => undefined);
      signal?.throwIfAborted();
      // A file that can't be read any more is fetched again.
      if (bytes !== undefined) return bytes;
    }
    const fetching = { fetch, maxBytes, signal, onProgress: tell };
    const into = await cache?.begin(file.key).catch(() => undefined);
    const bytes = (into && (await fetchInto(file, into, fetching))) ?? (await download(file, memoryFile(), fetching));
    tell({ stage: "read", done: bytes.length, total: bytes.length, unit: "bytes" });
    return bytes;
  }

  const open: ModelFiles["open"] = async (path, { signal } = {}) => {
    const file = await locate(path, signal);
    const kept = await openKept(file);
    return kept ?? openRemote(file, fetch, signal);
  };

  return {
    name,
    read: (path, readOptions = {}) => read(path, readOptions),
    open,
    list,
    async stat(path, statOptions = {}) {
      const { byteLength = (await open(path, statOptions)).byteLength, sha256 } = await locate(
        path,
        statOptions.signal,
      );
      return { byteLength, ...(sha256 === undefined ? {} : { sha256 }) };
    },
    forget: async (path) => cache?.remove((await locate(path, undefined)).key),
  };
}

/** Answers for which `open` must give the same errors as `read`. */
const REFUSED = [401, 403, 404, 410];

/** @throws Alt2imgError `onnx/no-such-file`, `onnx/forbidden`, `onnx/html`, `onnx/empty`; what `openUrl` of core throws */
async function openRemote(file: RemoteFile, fetch: Fetch, signal: AbortSignal | undefined): Promise<RandomAccessBytes> {
  let answer: Response | undefined;
  const watched: Fetch = async (url, init) => {
    answer = await fetch(url, init);
    return answer;
  };
  try {
    const opened = await openUrl(file.url, { fetch: watched, signal, byteLength: file.byteLength });
    if (answer !== undefined && isHtmlAnswer(answer, file)) throw html(file, answer.url);
    if (opened.byteLength === 0 && !mayBeEmpty(file)) throw empty(file);
    return opened;
  } catch (error) {
    if (answer !== undefined && REFUSED.includes(answer.status)) checkStatus(answer, file);
    throw error;
  }
}

/** `undefined` if the cache can't be written: that must not stop the work. */
async function fetchInto(
  file: RemoteFile,
  into: PartialFile,
  options: DownloadOptions,
): Promise<Uint8Array | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await download(file, into, options);
  } catch (error) {
    const isUseless =
      error instanceof CacheFailure || (error instanceof Alt2imgError && /\/(damaged|html|empty)$/.test(error.code));
    await (isUseless ? into.discard() : into.keep()).catch(() => {});
    if (error instanceof CacheFailure) return undefined;
    throw error;
  }
  await into.finish().catch(() => into.discard().catch(() => {}));
  return bytes;
}

/** Progress never goes back, even if a download starts over. */
function rising(onProgress: OnProgress | undefined): OnProgress {
  let told = -1;
  return (progress) => {
    if (progress.done <= told) return;
    told = progress.done;
    onProgress?.(progress);
  };
}
