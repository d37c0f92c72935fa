import { damaged, unreachable } from "./errors.js";
import { nodeFiles } from "./node-files.js";
import type { PackagedFile } from "./packaged-file.js";

/** Bytes of which any part can be read. A `RandomAccessBytes` of `@alt2img/crawl` is one, and an `AsyncBuffer` of hyparquet. */
export type FileParts = {
  readonly byteLength: number;
  /** The bytes from `start` up to `end` (exclusive), both within the file. */
  slice(start: number, end: number, signal?: AbortSignal): Promise<ArrayBuffer>;
};

/**
 * Parts of a packaged file: from the disk in Node, by HTTP ranges elsewhere. Where the server knows no ranges, the file is
 * fetched once and kept.
 *
 * `slice` throws Alt2imgError `tiny/unreachable`; `tiny/damaged` when the file is shorter than it should be
 */
export function filePartsOf(file: PackagedFile): FileParts {
  const files = file.url.protocol === "file:" ? nodeFiles() : undefined;
  const read = files === undefined ? rangeReader(file) : fileReader(files, file);
  return {
    byteLength: file.bytes,
    async slice(start, end, signal) {
      signal?.throwIfAborted();
      const part = await read(start, end, signal);
      signal?.throwIfAborted();
      if (part.byteLength === end - start) return part;
      throw damaged(file, `${part.byteLength} bytes from ${start} to ${end}`, `${end - start}`);
    },
  };
}

type Read = (start: number, end: number, signal: AbortSignal | undefined) => Promise<ArrayBuffer>;

function fileReader(files: NonNullable<ReturnType<typeof nodeFiles>>, file: PackagedFile): Read {
  return async (start, end) => {
    const bytes = new Uint8Array(end - start);
    const handle = await files.open(file.url).catch((error: unknown) => {
      throw unreachable(file, error instanceof Error ? error.message : String(error), error);
    });
    try {
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.buffer.slice(0, filled);
    } finally {
      await handle.close();
    }
  };
}

function rangeReader(file: PackagedFile): Read {
  let whole: Promise<ArrayBuffer> | undefined;
  return async (start, end, signal) => {
    const kept = await whole?.catch(() => undefined);
    if (kept !== undefined) return kept.slice(start, end);
    // Both ends of the field are inclusive (RFC 9110, §14.1.2).
    const headers = { Range: `bytes=${start}-${end - 1}` };
    const response = await fetch(file.url, { headers, ...(signal === undefined ? {} : { signal }) }).catch(
      (error: unknown) => {
        signal?.throwIfAborted();
        throw unreachable(file, error instanceof Error ? error.message : String(error), error);
      },
    );
    if (response.status === 206) return response.arrayBuffer();
    if (!response.ok) throw unreachable(file, `the server says ${response.status}`);
    // Where this one is aborted, whoever comes next asks again.
    whole = response.arrayBuffer();
    return (await whole).slice(start, end);
  };
}
