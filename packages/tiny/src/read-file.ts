import { Alt2imgError, collectBytes, type ReadFileOptions } from "@alt2img/core";
import { damaged, inflated, unreachable } from "./errors.js";
import { nodeFiles } from "./node-files.js";
import type { PackagedFile } from "./packaged-file.js";

/**
 * The whole of a packaged file. Its size is checked, and its SHA-256 wherever the platform can compute it (browsers: in a
 * secure context).
 *
 * @throws Alt2imgError `tiny/unreachable`, `tiny/damaged`, `tiny/inflated`
 */
export async function readPackagedFile(
  file: PackagedFile,
  { signal, onProgress }: ReadFileOptions = {},
): Promise<Uint8Array> {
  signal?.throwIfAborted();
  let done = 0;
  const count = (bytes: number): void => {
    done += bytes;
    // A file that is longer than it should be is an error, and no progress.
    if (done <= file.bytes) onProgress?.({ stage: "read", done, total: file.bytes, unit: "bytes" });
  };
  const files = file.url.protocol === "file:" ? nodeFiles() : undefined;
  const bytes = await (files === undefined ? download(file, signal, count) : readFrom(files, file, signal, count));
  signal?.throwIfAborted();
  if (bytes.length !== file.bytes) throw damaged(file, `${bytes.length} bytes`, `${file.bytes}`);
  const digest = await sha256(bytes);
  if (digest !== undefined && digest !== file.sha256) throw damaged(file, `the SHA-256 ${digest}`, file.sha256);
  return bytes;
}

async function readFrom(
  files: NonNullable<ReturnType<typeof nodeFiles>>,
  file: PackagedFile,
  signal: AbortSignal | undefined,
  count: (bytes: number) => void,
): Promise<Uint8Array> {
  try {
    const buffer = await files.readFile(file.url, signal === undefined ? {} : { signal });
    count(buffer.length);
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  } catch (error) {
    signal?.throwIfAborted();
    throw unreachable(file, reasonOf(error), error);
  }
}

async function download(
  file: PackagedFile,
  signal: AbortSignal | undefined,
  count: (bytes: number) => void,
): Promise<Uint8Array> {
  try {
    const response = await fetch(file.url, signal === undefined ? {} : { signal });
    if (!response.ok || response.body === null) throw unreachable(file, `the server says ${response.status}`);
    const encoding = response.headers.get("Content-Encoding") ?? "";
    if (file.path.endsWith(".gz") && encoding.includes("gzip")) throw inflated(file);
    return await collectBytes(counted(response.body, count), { signal });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Alt2imgError && error.code.startsWith("tiny/")) throw error;
    throw unreachable(file, reasonOf(error), error);
  }
}

function counted(body: ReadableStream<Uint8Array>, count: (bytes: number) => void): ReadableStream<Uint8Array> {
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        count(chunk.length);
        controller.enqueue(chunk);
      },
    }),
  );
}

/** In hexadecimal; `undefined` where there is no Web Crypto (pages over plain HTTP). */
export async function sha256(bytes: Uint8Array): Promise<string | undefined> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) return undefined;
  // A view of a SharedArrayBuffer would have to be copied; files are never one.
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
