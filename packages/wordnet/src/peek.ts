import { type ByteSource, readBytes } from "@alt2img/core";

/** Chunks of bytes whose first few are known before they are read. */
export type PeekedBytes = AsyncIterable<Uint8Array> & { readonly start: Uint8Array };

const LOOK_AHEAD = 16;

/** Reads ahead until the first bytes are there. What comes out is the whole, and can be read once. */
export async function peek(source: ByteSource | PeekedBytes, signal: AbortSignal | undefined): Promise<PeekedBytes> {
  const chunks = readBytes(source, { signal })[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let start = new Uint8Array(0);
  while (start.length < LOOK_AHEAD) {
    const { done, value } = await chunks.next();
    if (done === true) break;
    held.push(value);
    const longer = new Uint8Array(start.length + Math.min(value.length, LOOK_AHEAD));
    longer.set(start);
    longer.set(value.subarray(0, LOOK_AHEAD), start.length);
    start = longer;
  }
  const all = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* held.splice(0);
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  };
  return { start, [Symbol.asyncIterator]: all };
}
