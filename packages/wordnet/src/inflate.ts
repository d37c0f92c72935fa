import { Alt2imgError, isGzip, type PeekedBytes, readBytes } from "@alt2img/core";

/** The bytes of a gzip file, inflated as they arrive; other bytes as they are. */
export async function* inflateIfGzip({ head, all }: PeekedBytes): AsyncGenerator<Uint8Array, void, undefined> {
  if (!isGzip(head)) {
    yield* all;
    return;
  }
  let sourceError: { error: unknown } | undefined;
  const stored = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await all.next().catch((error: unknown) => {
        sourceError = { error };
        throw error;
      });
      if (done === true) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await all.return();
    },
  });
  try {
    yield* readBytes(stored.pipeThrough(new DecompressionStream("gzip")));
  } catch (cause) {
    if (sourceError !== undefined) throw sourceError.error;
    throw new Alt2imgError("wordnet/gzip", "The gzip file is damaged or cut off. Download it again.", { cause });
  }
}
