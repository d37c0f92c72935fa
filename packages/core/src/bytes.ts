import { concatenate } from "./concatenate.js";
import { Alt2imgError } from "./error.js";

/** Bytes from anywhere: in memory, a file that the user chose, a `fetch` body, a Node stream, a generator. */
export type ByteSource =
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | Iterable<Uint8Array>;

export type ReadBytesOptions = {
  /** Stops reading, even while a stream waits; the call throws the signal's reason. */
  signal?: AbortSignal | undefined;
};

export type CollectBytesOptions = ReadBytesOptions & {
  /** The most bytes to hold in memory. Default: no limit. */
  maxBytes?: number;
};

/**
 * Any byte source as a sequence of chunks, in order, none of them empty. Nothing is copied: a chunk belongs to
 * its source. Ending the loop early cancels the source.
 *
 * @throws Alt2imgError `core/byte-source` when `source` isn't a byte source, or yields anything other than bytes
 */
export async function* readBytes(
  source: ByteSource,
  { signal }: ReadBytesOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  signal?.throwIfAborted();
  if (source instanceof Uint8Array) {
    if (source.length > 0) yield source;
  } else if (source instanceof ArrayBuffer) {
    if (source.byteLength > 0) yield new Uint8Array(source);
  } else if (source instanceof Blob) {
    yield* readStream(source.stream(), signal);
  } else if (source instanceof ReadableStream) {
    yield* readStream(source, signal);
  } else if (isIterable(source)) {
    for await (const chunk of source) {
      signal?.throwIfAborted();
      const bytes = checkChunk(chunk);
      if (bytes.length > 0) yield bytes;
    }
  } else {
    throw new Alt2imgError(
      "core/byte-source",
      `Cannot read bytes from ${describe(source)}. Give a Uint8Array, an ArrayBuffer, a Blob, a stream, or an (async) iterable of Uint8Array.`,
    );
  }
}

/**
 * All bytes of a source in one array. If the source is a `Uint8Array`, it is returned itself, not a copy.
 *
 * @throws Alt2imgError `core/too-many-bytes` when there are more than `maxBytes`; what `readBytes` throws
 */
export async function collectBytes(
  source: ByteSource,
  { signal, maxBytes = Number.POSITIVE_INFINITY }: CollectBytesOptions = {},
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of readBytes(source, { signal })) {
    total += chunk.length;
    if (total > maxBytes) {
      throw new Alt2imgError("core/too-many-bytes", `The source has more than maxBytes = ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : concatenate(chunks, total);
}

// Some browsers don't have ReadableStream's async iterator, but all have its reader.
async function* readStream(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  // Cancelling settles the pending read(), so that an abort takes effect at once.
  const onAbort = (): void => void reader.cancel(signal?.reason).catch(() => {});
  signal?.addEventListener("abort", onAbort, { once: true });
  let finished = false;
  try {
    while (true) {
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) break;
      const bytes = checkChunk(value);
      if (bytes.length > 0) yield bytes;
    }
    finished = true;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    if (!finished) await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}

function checkChunk(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new Alt2imgError(
    "core/byte-source",
    `The source yielded ${describe(chunk)} instead of a Uint8Array. Don't set an encoding on the stream.`,
  );
}

function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return typeof value === "object" && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}

function describe(value: unknown): string {
  if (typeof value === "string") return "a string";
  if (value === null || typeof value !== "object") return String(value);
  return `a value of type ${value.constructor?.name ?? "Object"}`;
}
