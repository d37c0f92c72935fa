import { Alt2imgError, readBytes } from "@alt2img/core";
import type { PeekedBytes } from "./peek.js";

/** The bytes of a gzip file, inflated as they come; other bytes as they are. */
export async function* inflateIfGzip(source: PeekedBytes): AsyncGenerator<Uint8Array, void, undefined> {
  if (source.start[0] !== 0x1f || source.start[1] !== 0x8b) {
    yield* source;
    return;
  }
  const chunks = source[Symbol.asyncIterator]();
  let sourceError: { error: unknown } | undefined;
  const stored = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await chunks.next().catch((error: unknown) => {
        sourceError = { error };
        throw error;
      });
      if (done === true) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
  try {
    yield* readBytes(stored.pipeThrough(new DecompressionStream("gzip")));
  } catch (cause) {
    if (sourceError !== undefined) throw sourceError.error;
    throw new Alt2imgError("wordnet/gzip", "The gzip file is damaged or cut. Fetch it again.", { cause });
  }
}
