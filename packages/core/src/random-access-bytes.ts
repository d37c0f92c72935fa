import { Alt2imgError } from "./error.js";
import type { OnProgress } from "./progress.js";

export type SliceOptions = {
  /** Stops reading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes of the slice. An implementation that reads everything at once may not call it. */
  onProgress?: OnProgress | undefined;
};

/**
 * Bytes of known length, any part of which can be read, wherever they are: at a URL, in a file, in a `Blob`, in memory.
 * hyparquet's `AsyncBuffer` is the same type.
 */
export type RandomAccessBytes = {
  /** What messages call the bytes: the URL or the file's path. */
  readonly name?: string;
  readonly byteLength: number;
  /**
   * The bytes from `start` up to `end` (exclusive), in a buffer of their own. As with the platform's own slices, an `end`
   * that is left out, or that is beyond the last byte, means the end.
   */
  slice(start: number, end?: number, options?: SliceOptions): Promise<ArrayBuffer>;
};

/** Bytes in memory. They are not copied: don't write to them while they are read. */
export function openBytes(bytes: Uint8Array | ArrayBuffer): RandomAccessBytes {
  const { byteLength } = bytes;
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  return {
    byteLength,
    async slice(start, end, { signal } = {}) {
      signal?.throwIfAborted();
      const part = view.subarray(...checkedRange({ byteLength }, start, end));
      return new Uint8Array(part).buffer;
    },
  };
}

/** A `Blob`, such as a `File` that the user chose. */
export function openBlob(blob: Blob): RandomAccessBytes {
  const { size: byteLength } = blob;
  const name = "name" in blob && typeof blob.name === "string" ? blob.name : undefined;
  return {
    ...(name === undefined ? {} : { name }),
    byteLength,
    async slice(start, end, { signal } = {}) {
      signal?.throwIfAborted();
      const part = await blob.slice(...checkedRange({ name, byteLength }, start, end)).arrayBuffer();
      signal?.throwIfAborted();
      return part;
    },
  };
}

/**
 * A range within the bytes, with `end` filled in.
 * @throws Alt2imgError `core/range` unless `start` and `end` are whole numbers with 0 ≤ `start` ≤ `end`, and `start` ≤ `byteLength`
 */
export function checkedRange(
  { name = "the bytes", byteLength }: { name?: string | undefined; byteLength: number },
  start: number,
  end: number = byteLength,
): [start: number, end: number] {
  const isRange = Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end;
  if (isRange && start <= byteLength) return [start, Math.min(end, byteLength)];
  throw new Alt2imgError(
    "core/range",
    `Can't read bytes ${start} to ${end} of ${name}, which has ${byteLength}. Use whole numbers with 0 ≤ start ≤ end ≤ ${byteLength}.`,
  );
}
