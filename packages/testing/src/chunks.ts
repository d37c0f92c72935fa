/** `bytes` in pieces of the given sizes, taken round and round, as an async stream would deliver them. */
export async function* inChunks(bytes: Uint8Array, ...sizes: number[]): AsyncGenerator<Uint8Array, void, undefined> {
  if (sizes.length === 0 || sizes.some((size) => !(size >= 1))) throw new Error(`chunk sizes must be ≥ 1: ${sizes}`);
  for (let offset = 0, i = 0; offset < bytes.length; i++) {
    const end = offset + sizes[i % sizes.length]!;
    yield bytes.subarray(offset, end);
    offset = end;
  }
}

/** Everything an (async) iterable yields. */
export async function collect<T>(items: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
