import { createReadStream } from "node:fs";

/** A file's bytes as a source for `readWarc` and similar functions, in chunks of a size that suits inflating. */
export function readFileBytes(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1 << 20 });
}
