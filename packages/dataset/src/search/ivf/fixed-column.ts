import { type ByteRange, concatenate, type RandomAccessBytes, readRanges } from "@alt2img/core";
import type { FileMetaData } from "hyparquet";
import { ivfError } from "./ivf-error.js";

/** A column of values of the same number of bytes, uncompressed, so that any rows are a range of the file. */
export type FixedColumn = {
  readonly width: number;
  /** The bytes of each range of rows, `start` to `end` (exclusive). Ranges that are near each other are read together. */
  read(ranges: readonly ByteRange[], signal: AbortSignal | undefined): Promise<Uint8Array[]>;
};

/** What is read and not used costs less than another request. */
export const GAP = 128;

/**
 * Finds a column's values in a Parquet file: `REQUIRED`, `PLAIN`, uncompressed, and in one page for each row group, they are the
 * last bytes of their column chunk.
 *
 * @throws Alt2imgError `dataset/ivf` if there is no such column
 */
export function fixedColumn(file: RandomAccessBytes, metadata: FileMetaData, name: string, width: number): FixedColumn {
  let rows = 0;
  const groups = metadata.row_groups.map(({ columns, num_rows }) => {
    const count = Number(num_rows);
    const chunk = columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === name)?.meta_data;
    if (chunk === undefined) throw ivfError(file, `has no column ${name}`);
    const start = Number(chunk.data_page_offset);
    const end = start + Number(chunk.total_compressed_size);
    const header = end - start - count * width;
    const isPlain = chunk.codec === "UNCOMPRESSED" && chunk.dictionary_page_offset === undefined;
    if (!isPlain || header < 0 || header > MAX_HEADER || end > file.byteLength) {
      throw ivfError(file, `stores the column ${name} in another way than one page of ${count} × ${width} bytes`);
    }
    const group = { first: rows, end: rows + count, at: end - count * width };
    rows += count;
    return group;
  });

  const bytesOf = ({ start, end }: ByteRange): ByteRange[] =>
    groups
      .filter((group) => group.first < end && group.end > start)
      .map(({ first, end: last, at }) => ({
        start: at + (Math.max(start, first) - first) * width,
        end: at + (Math.min(end, last) - first) * width,
      }));

  return {
    width,
    async read(ranges, signal) {
      const parts = ranges.map(bytesOf);
      const read = await readRanges(file, parts.flat(), { gap: GAP, signal });
      let next = 0;
      return parts.map((part) => {
        const own = read.slice(next, next + part.length);
        next += part.length;
        return own.length === 1 ? own[0]! : concatenate(own);
      });
    },
  };
}

/** A page's header has some 30 bytes. More would be a second page. */
const MAX_HEADER = 64;
