import type { Readable } from "node:stream";
import { collectBytes } from "@alt2img/core";

/** Enough for a few records of a crawl file, or the top of a page. */
const HEAD_BYTES = 256 * 1024;

export type PeekedInput = { head: Uint8Array; all: AsyncGenerator<Uint8Array, void, undefined> };

/**
 * The first bytes of an input, and all of them.
 *
 * @param onRead told how many more bytes were read
 */
export async function peekInput(stream: Readable, onRead: (bytes: number) => void = () => {}): Promise<PeekedInput> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let seenBytes = 0;
  while (seenBytes < HEAD_BYTES) {
    const { done, value } = await chunks.next();
    if (done === true) break;
    seen.push(value);
    seenBytes += value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (const chunk of seen.splice(0)) {
        onRead(chunk.length);
        yield chunk;
      }
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
        onRead(next.value.length);
        yield next.value;
      }
    } finally {
      await chunks.return?.();
    }
  }
  return { head: await collectBytes([...seen]), all: all() };
}
