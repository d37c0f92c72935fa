import { Alt2imgError } from "./error.js";
import { checkedRange, type RandomAccessBytes } from "./random-access-bytes.js";
import { unreachable } from "./unreachable.js";

/** A file that is open for reading parts of it. Close it when you are done. */
export type FileBytes = RandomAccessBytes & {
  readonly name: string;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** How much is read at once, before the signal is checked again. */
const READ_BYTES = 16 << 20;

type NodeFiles = Pick<typeof import("node:fs/promises"), "open">;

const FILE_ADVICE = "Check its path and permissions";

/** Node's file system; `undefined` in browsers. */
export const nodeFiles = (): NodeFiles | undefined => globalThis.process?.getBuiltinModule?.("node:fs/promises");

/** See `openFile` of `@alt2img/core/node`. */
export async function openFileWith(files: NodeFiles, path: string | URL): Promise<FileBytes> {
  const name = String(path);
  const file = await files.open(path).catch((cause: unknown) => {
    throw unreachable(name, cause, FILE_ADVICE);
  });
  const stats = await file.stat();
  if (!stats.isFile()) {
    await file.close();
    throw new Alt2imgError(
      "core/unreachable",
      `${name} isn't a regular file, so parts of it can't be read. Give a file, not a folder or a pipe.`,
    );
  }
  const byteLength = stats.size;
  return {
    name,
    byteLength,
    async slice(from, to, { signal, onProgress } = {}) {
      signal?.throwIfAborted();
      const [start, end] = checkedRange({ name, byteLength }, from, to);
      const bytes = new Uint8Array(end - start);
      for (let filled = 0; filled < bytes.length; ) {
        const wanted = Math.min(bytes.length - filled, READ_BYTES);
        const { bytesRead } = await file.read(bytes, filled, wanted, start + filled).catch((cause: unknown) => {
          throw unreachable(name, cause, FILE_ADVICE);
        });
        signal?.throwIfAborted();
        if (bytesRead === 0) {
          throw new Alt2imgError(
            "core/damaged",
            `${name} has only ${start + filled} bytes now; it had ${byteLength} when it was opened.`,
          );
        }
        filled += bytesRead;
        onProgress?.({ stage: "read", done: filled, total: bytes.length, unit: "bytes" });
      }
      return bytes.buffer;
    },
    close: () => file.close(),
    [Symbol.asyncDispose]: () => file.close(),
  };
}
