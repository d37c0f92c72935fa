import type { RandomAccessBytes } from "@alt2img/core";
import type { ExtraColumn } from "./extra-columns.js";
import { type OpenShardOptions, openShard, type Shard } from "./shard.js";

/** A row as an object with the names of the columns, and its number from 0. */
export type ParquetRecord = { readonly row: number; readonly found: Record<string, unknown> };

/** Rows of a row group that are made into objects at a time: fewer with lists and files, which are large. */
const [FEW, MANY] = [1000, 10_000];
/**
 * Other programs put a million rows into a group without a list of its pages, so that a part of it is found only by reading from
 * its start. In this many parts, that costs little.
 */
const PARTS = 16;

/**
 * The rows of a Parquet file, in constant memory: the bytes of a row group's columns are read once and kept, and its values are decoded
 * part by part.
 *
 * @param choose which columns to read, once it is known which there are
 * @param onRead told after each part how many rows have been read
 * @throws what `openShard` and `choose` throw
 */
export async function* parquetRecords(
  file: RandomAccessBytes,
  choose: (shard: Shard) => readonly ExtraColumn[],
  { onRead, ...options }: OpenShardOptions & { onRead?: ((rows: number, total: number) => void) | undefined },
): AsyncGenerator<ParquetRecord, void, undefined> {
  const { signal } = options;
  const ranges = keepRanges(file);
  const shard = await openShard(ranges.file, options);
  const columns = choose(shard);
  const least = columns.some(({ type }) => /bytes|list|json/.test(type)) ? FEW : MANY;
  if (shard.rows === 0) onRead?.(0, 0);
  const parts = shard.rows === 0 ? [] : await shard.parts(0, shard.rows, undefined);
  for (const { start, end, read } of parts) {
    const step = Math.max(least, Math.ceil((end - start) / PARTS));
    for (let from = start; from < end; from += step) {
      signal?.throwIfAborted();
      const to = Math.min(from + step, end);
      const values = await Promise.all(columns.map(({ name }) => read(name, from, to)));
      for (let i = 0; i < to - from; i++) {
        yield { row: from + i, found: Object.fromEntries(columns.map(({ name }, c) => [name, values[c]?.[i]])) };
      }
      onRead?.(to, shard.rows);
    }
    ranges.forget();
  }
}

/** Reads each range once, until it is told to forget. */
function keepRanges(file: RandomAccessBytes): { file: RandomAccessBytes; forget(): void } {
  const kept = new Map<string, Promise<ArrayBuffer>>();
  return {
    file: {
      ...file,
      slice(start, end, options) {
        const key = `${start}-${end}`;
        const known = kept.get(key);
        if (known !== undefined) return known;
        const reading = file.slice(start, end, options);
        kept.set(key, reading);
        reading.catch(() => kept.delete(key));
        return reading;
      },
    },
    forget: () => kept.clear(),
  };
}
