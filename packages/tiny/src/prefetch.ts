import { type ByteRange, type RandomAccessBytes, readRanges } from "@alt2img/core";
import type { AsyncBuffer, ColumnChunk, FileMetaData, RowGroup } from "hyparquet";

/** The rows and columns to read: rows `rowStart` up to `rowEnd` (exclusive); all columns without `columns`. */
type Plan = { metadata: FileMetaData; rowStart: number; rowEnd: number; columns: readonly string[] | undefined };

/** Bytes already read, and where in the file they start. */
type Piece = { start: number; bytes: Uint8Array };

/**
 * Reads what hyparquet needs for some rows, in as few requests as possible, and gives it as a file.
 *
 * @param tail the last bytes of the file: they hold the offset indexes, which say which pages hold which rows
 */
export async function prefetch(
  file: RandomAccessBytes,
  tail: ArrayBuffer,
  plan: Plan,
  signal: AbortSignal | undefined,
): Promise<AsyncBuffer> {
  const known: Piece = { start: file.byteLength - tail.byteLength, bytes: new Uint8Array(tail) };
  const ranges = await pageRanges(fileWith([known], file, signal), plan);
  const parts = await readRanges(file, ranges, { signal });
  return fileWith([known, ...parts.map((bytes, i) => ({ start: ranges[i]!.start, bytes }))], file, signal);
}

/** A file some of whose bytes have already been read. */
export function fileWith(
  pieces: readonly Piece[],
  file: RandomAccessBytes,
  signal: AbortSignal | undefined,
): AsyncBuffer {
  const { byteLength } = file;
  return {
    byteLength,
    slice(start, to = byteLength) {
      const end = Math.min(to, byteLength);
      const piece = pieces.find((each) => each.start <= start && end <= each.start + each.bytes.length);
      if (piece === undefined) return file.slice(start, end, { signal });
      return new Uint8Array(piece.bytes.subarray(start - piece.start, end - piece.start)).buffer;
    },
  };
}

/** The columns' pages that hold the rows, with the columns' dictionaries. */
async function pageRanges(file: AsyncBuffer, { metadata, rowStart, rowEnd, columns }: Plan): Promise<ByteRange[]> {
  const ranges: ByteRange[] = [];
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const first = Math.max(rowStart - groupStart, 0);
    const end = Math.min(rowEnd - groupStart, rows);
    groupStart += rows;
    if (first >= end) continue;
    for (const chunk of chunksOf(group, columns)) {
      ranges.push(...(end - first === rows ? [wholeChunk(chunk)] : await pagesOf(file, chunk, { first, end, rows })));
    }
  }
  return ranges;
}

const chunksOf = ({ columns: chunks }: RowGroup, columns: readonly string[] | undefined): ColumnChunk[] =>
  chunks.filter(({ meta_data }) => columns === undefined || columns.includes(meta_data?.path_in_schema[0] ?? ""));

function wholeChunk({ meta_data }: ColumnChunk): ByteRange {
  const start = Number(meta_data?.dictionary_page_offset || meta_data?.data_page_offset || 0);
  return { start, end: start + Number(meta_data?.total_compressed_size ?? 0) };
}

type Rows = { first: number; end: number; rows: number };

/** Rows `first` up to `end` of the group's `rows`, by the chunk's offset index; the whole chunk if it has none. */
async function pagesOf(file: AsyncBuffer, chunk: ColumnChunk, { first, end, rows }: Rows): Promise<ByteRange[]> {
  const whole = wholeChunk(chunk);
  const { offset_index_offset: at, offset_index_length: length } = chunk;
  if (at === undefined || length === undefined) return [whole];
  const { readOffsetIndex } = await import("hyparquet");
  const view = new DataView(await file.slice(Number(at), Number(at) + length));
  const { page_locations: pages } = readOffsetIndex({ view, offset: 0 });
  const wanted = pages.filter(
    ({ first_row_index }, i) => first_row_index < end && Number(pages[i + 1]?.first_row_index ?? rows) > first,
  );
  const last = wanted.at(-1);
  if (last === undefined) return [whole];
  const data = { start: Number(wanted[0]!.offset), end: Number(last.offset) + last.compressed_page_size };
  // The dictionary is before the first page; if that page is needed, hyparquet reads both together.
  if (wanted[0] === pages[0]) return [{ start: whole.start, end: data.end }];
  const dictionaryEnd = Number(pages[0]!.offset);
  return dictionaryEnd > whole.start ? [{ start: whole.start, end: dictionaryEnd }, data] : [data];
}
