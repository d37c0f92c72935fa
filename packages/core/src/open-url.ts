import { readBytes } from "./bytes.js";
import { concatenate } from "./concatenate.js";
import { Alt2imgError } from "./error.js";
import { nodeFiles, openFileWith } from "./file-bytes.js";
import { checkedRange, type RandomAccessBytes, type SliceOptions } from "./random-access-bytes.js";
import { type ReadAllOptions, readAll } from "./read-all.js";
import { brokenOff, refused, unreachable } from "./unreachable.js";

export type OpenUrlOptions = {
  /** How many bytes there are, if you know it: it saves a request, and any other length is an error. */
  byteLength?: number | undefined;
  /** For tests, caches and authorisation. Default: the platform's. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Stops opening; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Opens the resource at a URL and reads it by HTTP ranges. In Node it also takes a `file:` URL, which is opened and
 * closed for each part. If the server doesn't support ranges, everything is fetched once and kept. When you ask for
 * all bytes, the request has no range, so that caches can help.
 *
 * You get exactly the part that you ask for, or an error: the length of each answer is checked, and so is what its
 * headers say about the range and the total size.
 *
 * @throws Alt2imgError, now or from `slice`: `core/unreachable` when there is no answer, or one with an error's status;
 *   `core/damaged` when an answer isn't what was asked for, or ends too early; `core/inflated` when a
 *   `Content-Encoding` makes the platform inflate the file; `core/byte-length` when the server doesn't say how many
 *   bytes there are; `core/range`
 */
export async function openUrl(url: string | URL, options: OpenUrlOptions = {}): Promise<RandomAccessBytes> {
  const name = String(url);
  const { signal, byteLength } = options;
  signal?.throwIfAborted();
  const files = name.startsWith("file:") ? nodeFiles() : undefined;
  if (files === undefined) return openHttp(name, options);
  // Checks that the file exists, and how long it is.
  const { byteLength: size, close } = await openFileWith(files, new URL(name));
  await close();
  if (byteLength !== undefined && size !== byteLength) throw damaged(name, `has ${size} bytes`, `${byteLength}`);
  return {
    name,
    byteLength: size,
    async slice(start, end, sliceOptions) {
      const file = await openFileWith(files, new URL(name));
      try {
        return await file.slice(start, end, sliceOptions);
      } finally {
        await file.close();
      }
    },
  };
}

export type ReadUrlOptions = ReadAllOptions & Pick<OpenUrlOptions, "byteLength" | "fetch">;

/**
 * Everything at a URL, in one request: `readAll(await openUrl(url))` without asking for the length first.
 *
 * @throws what `openUrl` and `readAll` throw
 */
export async function readUrl(
  url: string | URL,
  { byteLength, fetch, ...options }: ReadUrlOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const name = String(url);
  const { signal } = options;
  signal?.throwIfAborted();
  if (byteLength !== undefined || name.startsWith("file:")) {
    return readAll(await openUrl(url, { byteLength, fetch, signal }), options);
  }
  const response = await request(name, { fetch, signal });
  const bytes = new Uint8Array(await bodyOf(response, name, undefined, options));
  return readAll({ name, byteLength: bytes.length, slice: async () => bytes.buffer }, options);
}

async function openHttp(url: string, options: OpenUrlOptions): Promise<RandomAccessBytes> {
  const { fetch } = options;
  let whole: Promise<ArrayBuffer> | undefined;
  const byteLength = options.byteLength ?? (await askLength());

  /** The length. If the server sends everything instead of the first byte, it is kept, so there is no second request. */
  async function askLength(): Promise<number> {
    const { signal } = options;
    const response = await request(url, { fetch, signal, range: "bytes=0-0" }, [416]);
    if (response.status === 200) return (await keep(response, undefined, signal)).byteLength;
    const size = contentRange(response)?.size;
    await response.body?.cancel();
    if (size !== undefined) return size;
    // A server on another origin may hide Content-Range from a page, but not Content-Length.
    const head = await request(url, { fetch, signal, method: "HEAD" }, [403, 405, 501]);
    const length = lengthOf(head);
    if (head.ok && length !== undefined) return length;
    throw new Alt2imgError(
      "core/byte-length",
      `The server doesn't say how many bytes ${url} has. Give its byteLength.`,
    );
  }

  /** Reads everything, although only a part was asked for, and keeps it. */
  function keep(
    response: Response,
    expected: number | undefined,
    signal: AbortSignal | undefined,
  ): Promise<ArrayBuffer> {
    const reading = bodyOf(response, url, expected, { signal });
    whole = reading;
    // The next call asks again.
    reading.catch(() => {
      whole = undefined;
    });
    return reading;
  }

  async function slice(start: number, end: number, sliceOptions: SliceOptions): Promise<ArrayBuffer> {
    const { signal } = sliceOptions;
    for (;;) {
      if (whole !== undefined) {
        const kept = await orAborted(whole, signal).catch(() => signal?.throwIfAborted());
        if (kept instanceof ArrayBuffer) return kept.slice(start, end);
        continue;
      }
      const isAll = start === 0 && end === byteLength;
      // Both ends of the field are inclusive (RFC 9110, §14.1.2).
      const response = await request(url, { fetch, signal, ...(isAll ? {} : { range: `bytes=${start}-${end - 1}` }) });
      if (response.status === 206) checkRange(response, url, { start, end, byteLength });
      else if (whole !== undefined) {
        await response.body?.cancel();
        continue;
      } else if (!isAll) return (await keep(response, byteLength, signal)).slice(start, end);
      return bodyOf(response, url, end - start, sliceOptions);
    }
  }

  return {
    name: url,
    byteLength,
    async slice(from, to, sliceOptions = {}) {
      sliceOptions.signal?.throwIfAborted();
      const [start, end] = checkedRange({ name: url, byteLength }, from, to);
      return start === end ? new ArrayBuffer(0) : slice(start, end, sliceOptions);
    },
  };
}

type Request = Pick<OpenUrlOptions, "fetch" | "signal"> & { method?: string; range?: string };

/** An answer with a status of success, or with one of `others`. */
async function request(
  url: string,
  { fetch = globalThis.fetch, signal, method = "GET", range }: Request,
  others: readonly number[] = [],
): Promise<Response> {
  // The bytes as stored, not compressed for the transfer. With a range, `fetch` asks for that by itself.
  const headers = range === undefined ? { "Accept-Encoding": "identity" } : { Range: range };
  let response: Response;
  try {
    response = await fetch(url, { method, headers, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    throw unreachable(url, error);
  }
  if (response.ok || others.includes(response.status)) return response;
  await response.body?.cancel();
  throw refused(url, response);
}

type Asked = { start: number; end: number; byteLength: number };

function checkRange(response: Response, url: string, { start, end, byteLength }: Asked): void {
  const range = contentRange(response);
  // A server on another origin may hide the field from a page.
  if (range === undefined && response.type === "cors" && !response.headers.has("Content-Range")) return;
  const { size = byteLength } = range ?? {};
  if (range !== undefined && range.start === start && range.end === end && size === byteLength) return;
  const found = response.headers.get("Content-Range") ?? "no Content-Range";
  throw damaged(url, `answers with ${found}`, `bytes ${start}-${end - 1}/${byteLength}`);
}

/** `Content-Range` as a half-open range; `start` and `end` are missing in the answer to a range that doesn't exist. */
function contentRange({ headers }: Response): { start?: number; end?: number; size?: number } | undefined {
  const found = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(headers.get("Content-Range")?.trim() ?? "");
  if (found === null) return undefined;
  const [, first, last, size] = found;
  return {
    ...(first === undefined ? {} : { start: Number(first), end: Number(last) + 1 }),
    ...(size === "*" ? {} : { size: Number(size) }),
  };
}

/** Files that are compressed themselves: a `Content-Encoding` that the server adds to them must not be undone. */
const COMPRESSED = /\.(gz|tgz|br|zst|bz2|xz|zip)$/i;

/** The body, of exactly `expected` bytes where that is known. */
async function bodyOf(
  response: Response,
  url: string,
  expected: number | undefined,
  { signal, onProgress }: SliceOptions,
): Promise<ArrayBuffer> {
  const encoding = encodingOf(response);
  // What arrives is inflated. For a part, that is never what was asked for; for a whole file, it is right if only the
  // transfer was compressed.
  if (encoding !== "identity" && (response.status === 206 || COMPRESSED.test(new URL(response.url || url).pathname))) {
    await response.body?.cancel();
    throw inflated(url, encoding);
  }
  const total = expected ?? lengthOf(response);
  const chunks: Uint8Array[] = [];
  let done = 0;
  const wrongLength = (found: string): Alt2imgError =>
    encoding === "identity" ? damaged(url, found, `${total} bytes`) : inflated(url, encoding);
  try {
    for await (const chunk of readBytes(response.body ?? [], { signal })) {
      chunks.push(chunk);
      done += chunk.length;
      if (total !== undefined && done > total) throw wrongLength(`answers with more than ${total} bytes`);
      onProgress?.({ stage: "read", done, ...(total === undefined ? {} : { total }), unit: "bytes" });
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Alt2imgError) throw error;
    throw brokenOff(url, done, error);
  }
  if (total !== undefined && done !== total) throw wrongLength(`answers with ${done} bytes`);
  return concatenate(chunks, done).buffer;
}

const encodingOf = ({ headers }: Response): string => headers.get("Content-Encoding") || "identity";

/** The number of bytes of the body, where the answer says so. */
function lengthOf(response: Response): number | undefined {
  const length = response.headers.get("Content-Length") ?? "";
  return /^\d+$/.test(length) && encodingOf(response) === "identity" ? Number(length) : undefined;
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

const damaged = (url: string, found: string, expected: string): Alt2imgError =>
  new Alt2imgError("core/damaged", `${url} ${found}; expected ${expected}.`);

const inflated = (url: string, encoding: string): Alt2imgError =>
  new Alt2imgError(
    "core/inflated",
    `The server sends ${url} with Content-Encoding: ${encoding}, so it arrives inflated, not as it is stored. Serve it as application/octet-stream, without Content-Encoding.`,
  );
