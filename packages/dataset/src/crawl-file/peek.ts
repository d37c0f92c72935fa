import { type ByteSource, collectBytes, readBytes } from "@alt2img/core";

/** The first `length` bytes of a source (fewer where it has no more), and all of its bytes from the start, once. */
export async function peek(
  source: ByteSource,
  length: number,
): Promise<{ head: Uint8Array; all: AsyncGenerator<Uint8Array, void, undefined> }> {
  const chunks = readBytes(source);
  const seen: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < length) {
    const { done, value } = await chunks.next();
    if (done === true) break;
    seen.push(value);
    bytes += value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* seen.splice(0);
      yield* chunks;
    } finally {
      await chunks.return();
    }
  }
  return { head: (await collectBytes([...seen])).subarray(0, length), all: all() };
}
