import { createReadStream } from "node:fs";

/** A file's bytes as a source for `readWarc` and its like, in chunks that suit inflating. */
export function readFileBytes(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1 << 20 });
}
