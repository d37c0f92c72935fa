import { Alt2imgError, type RandomAccessBytes } from "@alt2img/core";
import {
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type SchemaTree,
  snappyUncompress,
} from "hyparquet";
import type { DatasetColumn } from "./dataset-columns.js";
import type { PruningFilter } from "./filter.js";

/** The rows of one row group, whose columns are read when they are asked for. */
export type RowGroupPart = {
  /** The number of the first row, in the shard. */
  readonly start: number;
  readonly end: number;
  /** The values of a column, which the shard may not have: `undefined` then. */
  read(column: string): Promise<ArrayLike<unknown> | undefined>;
};

/** A Parquet file of a dataset. */
export type Shard = {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly DatasetColumn[];
  /** The row groups that overlap [start, end) and may have rows that meet the filter. */
  parts(start: number, end: number, filter: PruningFilter | undefined): Promise<RowGroupPart[]>;
};

export type OpenShardOptions = {
  name: string;
  /** The length of the footer, if it is known. */
  footerBytes?: number | undefined;
  decompressors?: Compressors | undefined;
  signal?: AbortSignal | undefined;
};

/** The footer of a file with a hundred row groups of 25 columns is about as long. */
const FOOTER_GUESS = 256 * 1024;

/**
 * The most bytes that a page may have once it is decompressed. Pages are about 1 MB, but those of large pictures are larger;
 * without a limit, a few bytes could claim four gigabytes.
 */
const MAX_PAGE_BYTES = 256 * 1024 * 1024;

/** @throws Alt2imgError `dataset/not-parquet` */
export async function openShard(
  file: RandomAccessBytes,
  { name, footerBytes = FOOTER_GUESS, decompressors, signal }: OpenShardOptions,
): Promise<Shard> {
  const bytes = quietly(file, signal);
  const metadata = await orNotParquet(name, signal, () =>
    parquetMetadataAsync(bytes, { initialFetchSize: Math.max(footerBytes, 8) }),
  );
  const schema = await orNotParquet(name, signal, async () => checkMetadata(metadata));
  const columns = schema.children.map(columnOf);
  const names = columns.map((column) => column.name);
  const compressors = limitedDecompressors(decompressors);
  return {
    name,
    rows: Number(metadata.num_rows),
    columns,
    parts: (start, end, filter) =>
      orNotParquet(name, signal, async () => {
        const pruningFilter = filter === undefined ? undefined : onlyNumbers(filter, columns);
        const scan = await parquetScan({
          file: bytes,
          metadata,
          rowStart: start,
          rowEnd: end,
          // Text is marked as text; what isn't, such as a picture, stays bytes.
          utf8: false,
          compressors,
          ...(pruningFilter === undefined ? {} : { pruningFilter }),
        });
        return scan.ranges.map(({ rowStart, rowEnd }) => ({
          start: rowStart,
          end: rowEnd,
          read: async (column) => {
            if (!names.includes(column)) return undefined;
            const values = await orNotParquet(name, signal, () => scan.readColumn({ column, rowStart, rowEnd }));
            if (values.length === rowEnd - rowStart) return values;
            throw damaged(
              name,
              `the column ${column} has ${values.length} values in a row group of ${rowEnd - rowStart}`,
            );
          },
        }));
      }),
  };
}

/**
 * The bytes, stopped by the signal. hyparquet starts several reads at once and awaits them one by one: a second one that fails
 * would end the process, as a rejection that nobody handles.
 */
function quietly(file: RandomAccessBytes, signal: AbortSignal | undefined): RandomAccessBytes {
  return {
    ...file,
    slice(start, end) {
      const reading = file.slice(start, end, { signal });
      reading.catch(() => {});
      return reading;
    },
  };
}

const NUMBERS: ReadonlySet<string> = new Set(["int32", "int64", "float", "double"]);

/** Conditions on columns of numbers that the file has: only their statistics say which row groups to leave out. */
function onlyNumbers(filter: PruningFilter, columns: readonly DatasetColumn[]): PruningFilter | undefined {
  const numbers = new Set(columns.filter(({ type }) => NUMBERS.has(type)).map(({ name }) => name));
  const known = Object.entries(filter).filter(([column]) => numbers.has(column));
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** Checks what would otherwise cost memory before it fails, and returns the schema. */
function checkMetadata(metadata: FileMetaData): SchemaTree {
  const schema = parquetSchema(metadata);
  let rows = 0n;
  for (const { num_rows, columns } of metadata.row_groups) {
    if (num_rows < 0n) throw new Error(`a row group has ${num_rows} rows`);
    for (const { meta_data: chunk } of columns) {
      if (chunk !== undefined && chunk.num_values < num_rows) throw new Error(`a column has fewer values than rows`);
    }
    rows += num_rows;
  }
  if (rows !== metadata.num_rows) throw new Error(`it says ${metadata.num_rows} rows, but its row groups have ${rows}`);
  return schema;
}

function limitedDecompressors(more: Compressors = {}): Compressors {
  const all = { SNAPPY: uncompressSnappy, ...more };
  const limited = Object.entries(all).map(([codec, decompress]): [string, Decompress] => [
    codec,
    (input, length) => {
      if (length > MAX_PAGE_BYTES) throw new Error(`a page has ${length} bytes; the most is ${MAX_PAGE_BYTES}`);
      return decompress(input, length);
    },
  ]);
  return Object.fromEntries(limited);
}

type Decompress = (input: Uint8Array, length: number) => Uint8Array;

function uncompressSnappy(input: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  snappyUncompress(input, output);
  return output;
}

function columnOf({ element, children }: SchemaTree): DatasetColumn {
  return { name: element.name, type: typeOf(element, children) };
}

function typeOf(element: SchemaTree["element"], children: readonly SchemaTree[]): DatasetColumn["type"] {
  const { type, converted_type, logical_type } = element;
  if (children.length > 0) {
    const item = children[0]?.children[0]?.element;
    if (item?.logical_type?.type === "FLOAT16") return "float16-list";
    return item?.type === "FLOAT" || item?.type === "DOUBLE" ? "float-list" : "json";
  }
  if (converted_type === "JSON" || logical_type?.type === "JSON") return "json";
  if (converted_type === "UTF8" || logical_type?.type === "STRING") return "string";
  switch (type) {
    case "BOOLEAN":
      return "boolean";
    case "INT32":
      return "int32";
    case "INT64":
      return "int64";
    case "FLOAT":
      return "float";
    case "DOUBLE":
      return "double";
    default:
      return "bytes";
  }
}

async function orNotParquet<T>(name: string, signal: AbortSignal | undefined, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof Alt2imgError) throw cause;
    throw damaged(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function damaged(name: string, reason: string, cause?: unknown): Alt2imgError {
  return new Alt2imgError("dataset/not-parquet", `${name} can't be read as Parquet: ${reason}.`, { cause });
}
