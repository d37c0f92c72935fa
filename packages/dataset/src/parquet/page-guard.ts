import type { Compressors, FileMetaData, SchemaTree } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } from "hyparquet/src/schema.js";
import { checkIndices, checkLevels, checkPage, type PageInfo } from "./page-runs.js";

/** Checks pages before hyparquet decodes them. */
export type PageGuard = {
  /** Looks at the pages in a part of the file that has been read. @throws Error for one that would take too much memory */
  look(bytes: ArrayBuffer, start: number): void;
  /** Functions that also check what they decompress. */
  readonly compressors: Compressors;
};

/** The part of the file with the pages of a column in a row group. */
type Chunk = {
  readonly start: number;
  readonly end: number;
  readonly values: number;
  readonly isCompressed: boolean;
  readonly maxRepetition: number;
  readonly maxDefinition: number;
};

/** More rows in a group than programs write; each takes some bytes of memory, though a few bytes of the file may stand for all. */
const MAX_GROUP_ROWS = 2 ** 24;
/** Values of lists for each byte of the file. */
const MAX_VALUES_OF_BYTE = 64;

/** @throws Error if the metadata claims more than there can be */
export function pageGuard(
  metadata: FileMetaData,
  schema: SchemaTree,
  { byteLength, compressors }: { byteLength: number; compressors: Compressors },
): PageGuard {
  const chunks = metadata.row_groups.flatMap(({ num_rows, columns }) =>
    columns.flatMap(({ meta_data }) =>
      meta_data === undefined ? [] : [chunkOf(meta_data, num_rows, schema, byteLength)],
    ),
  );
  chunks.sort((a, b) => a.start - b.start);
  const looked = new WeakSet<ArrayBuffer>();
  /** Pages whose bytes are checked when they are decompressed. */
  const expected = new Map<number, PageInfo[]>();

  function expect(bytes: Uint8Array, length: number, info: PageInfo): void {
    const key = keyOf(bytes, length);
    const known = expected.get(key);
    if (known === undefined) expected.set(key, [info]);
    else if (!known.some((other) => isSame(other, info))) known.push(info);
  }

  /** @returns whether the last page ends where the part does */
  function lookAtChunk(view: DataView, chunk: Chunk): boolean {
    const reader = { view, offset: 0 };
    // As hyparquet reads them: flat columns up to their last value, others up to the last byte.
    for (let seen = 0; reader.offset < view.byteLength - 1; ) {
      if (chunk.maxRepetition === 0 && seen >= chunk.values) break;
      const header = parquetHeader(reader);
      const size = header.compressed_page_size;
      // What is cut off, hyparquet notices.
      if (!(size >= 0 && reader.offset + size <= view.byteLength)) return false;
      const bytes = new Uint8Array(view.buffer, view.byteOffset + reader.offset, size);
      reader.offset += size;
      const v1 = header.type === "DATA_PAGE" ? header.data_page_header : undefined;
      const v2 = header.type === "DATA_PAGE_V2" ? header.data_page_header_v2 : undefined;
      if (header.type === "DICTIONARY_PAGE") {
        const count = header.dictionary_page_header?.num_values ?? 0;
        if (count > 8 * header.uncompressed_page_size) throw new Error(`a dictionary claims ${count} values`);
        continue;
      }
      const { maxRepetition, maxDefinition } = chunk;
      const values = (v1 ?? v2)?.num_values ?? 0;
      if (!(values >= 0 && values <= chunk.values)) {
        throw new Error(`a page claims ${values} values, and its column has ${chunk.values}`);
      }
      seen += values;
      const present = v2 === undefined ? undefined : values - v2.num_nulls;
      const info = { values, present, encoding: String((v1 ?? v2)?.encoding), maxRepetition, maxDefinition };
      if (v2 === undefined) {
        if (chunk.isCompressed) expect(bytes, header.uncompressed_page_size, info);
        else checkPage(bytes, info);
        continue;
      }
      if (!(present! >= 0 && present! <= values)) throw new Error(`a page claims ${v2.num_nulls} empty values`);
      const [repetitionBytes, definitionBytes] = [v2.repetition_levels_byte_length, v2.definition_levels_byte_length];
      const levels = repetitionBytes + definitionBytes;
      if (!(repetitionBytes >= 0 && definitionBytes >= 0 && levels <= size)) {
        throw new Error(`a page claims levels of ${repetitionBytes} and ${definitionBytes} bytes, and has ${size}`);
      }
      checkLevels(bytes, { repetitionBytes, definitionBytes }, info);
      const body = bytes.subarray(levels);
      if (chunk.isCompressed && v2.is_compressed !== false) expect(body, header.uncompressed_page_size - levels, info);
      else checkIndices(body, present!, info);
    }
    return reader.offset === view.byteLength;
  }

  return {
    look(bytes, start) {
      if (looked.has(bytes)) return;
      looked.add(bytes);
      const end = start + bytes.byteLength;
      for (let i = firstAfter(chunks, start); i < chunks.length && chunks[i]!.start < end; i++) {
        const chunk = chunks[i]!;
        const [from, to] = [Math.max(chunk.start, start), Math.min(chunk.end, end)];
        if (from >= to) continue;
        const isWhole = lookAtChunk(new DataView(bytes, from - start, to - from), chunk);
        // hyparquet joins parts of a column, and would see other pages than were looked at.
        if (to < chunk.end && !isWhole) throw new Error("a page doesn't end where the list of pages says");
      }
    },
    compressors: Object.fromEntries(
      Object.entries(compressors).map(([codec, decompress]) => [
        codec,
        (input: Uint8Array, length: number): Uint8Array => {
          const page = decompress(input, length);
          for (const info of expected.get(keyOf(input, length)) ?? []) {
            if (info.present === undefined) checkPage(page, info);
            else checkIndices(page, info.present, info);
          }
          return page;
        },
      ]),
    ),
  };
}

type ColumnMetaData = NonNullable<FileMetaData["row_groups"][number]["columns"][number]["meta_data"]>;

function chunkOf(meta: ColumnMetaData, rows: bigint, schema: SchemaTree, byteLength: number): Chunk {
  const path = getTreePath(schema, meta.path_in_schema);
  const [maxRepetition, maxDefinition] = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)];
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const end = Math.min(start + Number(meta.total_compressed_size), byteLength);
  if (rows > MAX_GROUP_ROWS) throw new Error(`a row group has ${rows} rows; the most is ${MAX_GROUP_ROWS}`);
  const most = maxRepetition === 0 ? Number(rows) : MAX_GROUP_ROWS + MAX_VALUES_OF_BYTE * Math.max(0, end - start);
  if (meta.num_values > most) {
    throw new Error(`the column ${meta.path_in_schema.join(".")} claims ${meta.num_values} values in ${rows} rows`);
  }
  const isCompressed = meta.codec !== "UNCOMPRESSED";
  return { start, end, values: Number(meta.num_values), isCompressed, maxRepetition, maxDefinition };
}

/** The index of the first chunk that ends after a position. Chunks don't overlap in files that are right. */
function firstAfter(chunks: readonly Chunk[], position: number): number {
  let low = 0;
  for (let high = chunks.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (chunks[middle]!.end <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 53 bits that are the same for the same compressed bytes: of their length, what they become, and the first and last of them. */
function keyOf(bytes: Uint8Array, length: number): number {
  let [high, low] = [bytes.length ^ 0x811c9dc5, length ^ 0x9747b28c];
  const mix = (byte: number): void => {
    high = Math.imul(high ^ byte, 0x01000193);
    low = Math.imul(low ^ byte, 0x5bd1e995);
    low ^= low >>> 15;
  };
  bytes.subarray(0, SAMPLE).forEach(mix);
  bytes.subarray(-SAMPLE).forEach(mix);
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}

const SAMPLE = 32;

const isSame = (a: PageInfo, b: PageInfo): boolean =>
  a.values === b.values &&
  a.present === b.present &&
  a.encoding === b.encoding &&
  a.maxDefinition === b.maxDefinition &&
  a.maxRepetition === b.maxRepetition;
