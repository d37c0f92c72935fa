import { type ByteSource, type OnProgress, readBytes } from "@alt2img/core";

/**
 * A source that reports how much of it was read.
 *
 * @param all the sources whose sizes make up the total; the total is left out if one of them has no known size
 */
export function withProgress(
  source: ByteSource,
  all: readonly ByteSource[],
  onProgress: OnProgress | undefined,
): ByteSource {
  if (onProgress === undefined) return source;
  const sizes = all.map(sizeOf);
  const total = sizes.includes(undefined) ? {} : { total: sizes.reduce<number>((sum, size) => sum + size!, 0) };
  return (async function* () {
    let done = 0;
    for await (const chunk of readBytes(source)) {
      done += chunk.length;
      onProgress({ stage: "read", done, ...total, unit: "bytes" });
      yield chunk;
    }
  })();
}

function sizeOf(source: ByteSource): number | undefined {
  if (source instanceof Blob) return source.size;
  return source instanceof Uint8Array || source instanceof ArrayBuffer ? source.byteLength : undefined;
}
