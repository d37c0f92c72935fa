import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Alt2imgError } from "@alt2img/core";
import type { RandomAccessBytes } from "../cdxj/sorted-lines.js";

/** A file to read parts of, to be closed. */
export type FileBytes = RandomAccessBytes & { close(): Promise<void>; [Symbol.asyncDispose](): Promise<void> };

/**
 * Opens a file to read parts of, such as an index for `searchCdxj`.
 * @throws the system's error when the file cannot be opened; `slice` throws Alt2imgError `crawl/file-changed` when the
 *   file has become shorter
 */
export async function openFileBytes(path: string): Promise<FileBytes> {
  const file = await open(path);
  const { size } = await file.stat();
  return {
    byteLength: size,
    async slice(start, end) {
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) {
          throw new Alt2imgError(
            "crawl/file-changed",
            `${path} ends at ${start + filled}; it had ${size} bytes when it was opened.`,
          );
        }
        filled += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** A file's bytes as a source for `readWarc` and its like, in chunks that suit inflating. */
export function readFileBytes(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1 << 20 });
}
