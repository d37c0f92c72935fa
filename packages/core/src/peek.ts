import { type ByteSource, type ReadBytesOptions, readBytes } from "./bytes.js";
import { concatenate } from "./concatenate.js";

export type PeekedBytes = {
  /** The first `length` bytes, or all of them if there are fewer. */
  readonly head: Uint8Array;
  /** All bytes, including `head`; you can read them once. `return()` closes the source, even before the first chunk. */
  readonly all: AsyncGenerator<Uint8Array, void, undefined>;
};

const EMPTY = new Uint8Array(0);

/**
 * Looks at the beginning of a source without using it up.
 * @throws what `readBytes` throws
 */
export async function peek(source: ByteSource, length: number, options: ReadBytesOptions = {}): Promise<PeekedBytes> {
  const chunks = readBytes(source, options);
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  while (heldBytes < length) {
    // A chunk belongs to its source, which may overwrite it when the next one is requested.
    const last = held.pop();
    if (last !== undefined) held.push(last.slice());
    const { done, value } = await chunks.next();
    if (done === true) break;
    held.push(value);
    heldBytes += value.length;
  }
  const head = held.length === 1 ? held[0]!.subarray(0, length) : concatenate(held, heldBytes).subarray(0, length);

  async function* rest(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield EMPTY;
      yield* held.splice(0);
      yield* chunks;
    } finally {
      await chunks.return();
    }
  }
  const all = rest();
  // Takes EMPTY. From here on the generator is inside its `try`, so that `return()` closes the source.
  await all.next();
  return { head, all };
}

/** Whether bytes begin like a gzip file (RFC 1952, §2.3.1). */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;
