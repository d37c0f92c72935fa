import type { RandomAccessBytes } from "@alt2img/core";
import { type Compressors, parquetMetadataAsync, parquetScan, type SchemaTree } from "hyparquet";
import type { ExtraColumn } from "./extra-columns.js";
import { guardParquet } from "./guarded-parquet.js";
import { damagedParquet, notParquet } from "./not-parquet.js";

/** Bounds on columns of numbers, as hyparquet takes them. */
export type PruningFilter = Record<string, { [operator in "$gte" | "$gt" | "$lte" | "$lt"]?: number }>;

/** The rows of one row group, whose columns are read when they are asked for. */
export type RowGroupPart = {
  /** The number of the first row, in the shard. */
  readonly start: number;
  readonly end: number;
  /**
   * The values of a column in the rows from `from` up to `to` (exclusive), by default all of them; `undefined` if the shard doesn't
   * have it. Dates and times are texts, as in ISO 8601.
   */
  read(column: string, from?: number, to?: number): Promise<ArrayLike<unknown> | undefined>;
};

/** A Parquet file of a dataset. */
export type Shard = {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ExtraColumn[];
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

/** @throws Alt2imgError `dataset/not-parquet` */
export async function openShard(
  file: RandomAccessBytes,
  { name, footerBytes = FOOTER_GUESS, decompressors, signal }: OpenShardOptions,
): Promise<Shard> {
  const bytes = quietly(file, signal);
  const initialFetchSize = Math.max(footerBytes, 8);
  const metadata = await parquetMetadataAsync(bytes, { initialFetchSize }).catch(async (cause: unknown) => {
    signal?.throwIfAborted();
    throw await notParquet(bytes, name, cause);
  });
  const guarded = await orNotParquet(name, signal, () => guardParquet(bytes, metadata, { name, decompressors }));
  const { schema } = guarded;
  const columns = schema.children.map(columnOf);
  const names = columns.map((column) => column.name);
  const texts = new Set(schema.children.filter(({ element }) => isTextual(element)).map(({ element }) => element.name));
  return {
    name,
    rows: Number(metadata.num_rows),
    columns,
    parts: (start, end, filter) =>
      orNotParquet(name, signal, async () => {
        const pruningFilter = filter === undefined ? undefined : onlyNumbers(filter, columns);
        const scan = await parquetScan({
          file: guarded.file,
          metadata,
          rowStart: start,
          rowEnd: end,
          // Text is marked as text; what isn't, such as a picture, stays bytes.
          utf8: false,
          compressors: guarded.compressors,
          ...(pruningFilter === undefined ? {} : { pruningFilter }),
        });
        return scan.ranges.map(({ rowStart, rowEnd }) => ({
          start: rowStart,
          end: rowEnd,
          read: async (column, from = rowStart, to = rowEnd) => {
            if (!names.includes(column)) return undefined;
            const range = { column, rowStart: from, rowEnd: to };
            const values = await orNotParquet(name, signal, () => scan.readColumn(range));
            if (values.length === to - from) return texts.has(column) ? Array.from(values, textOf) : values;
            throw damagedParquet(name, `the column ${column} has ${values.length} values in ${to - from} rows`);
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
function onlyNumbers(filter: PruningFilter, columns: readonly ExtraColumn[]): PruningFilter | undefined {
  const numbers = new Set(columns.filter(({ type }) => NUMBERS.has(type)).map(({ name }) => name));
  const known = Object.entries(filter).filter(([column]) => numbers.has(column));
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

function columnOf({ element, children }: SchemaTree): ExtraColumn {
  return { name: element.name, type: typeOf(element, children) };
}

/** Whether what hyparquet gives for a value becomes a text: dates, times, names of a list, and UUIDs. */
function isTextual({ type, converted_type, logical_type }: SchemaTree["element"]): boolean {
  return type === "INT96" || /^(?:DATE|TIMESTAMP|ENUM|UUID)/.test(converted_type ?? logical_type?.type ?? "");
}

function textOf(value: unknown): unknown {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (!(value instanceof Date)) return value;
  return Number.isNaN(value.getTime()) ? null : value.toISOString().replace("T00:00:00.000Z", "");
}

function typeOf(element: SchemaTree["element"], children: readonly SchemaTree[]): ExtraColumn["type"] {
  const { type, converted_type, logical_type } = element;
  if (children.length > 0) {
    const item = children[0]?.children[0]?.element;
    if (item?.logical_type?.type === "FLOAT16") return "float16-list";
    return item?.type === "FLOAT" || item?.type === "DOUBLE" ? "float-list" : "json";
  }
  if (converted_type === "JSON" || logical_type?.type === "JSON") return "json";
  if (converted_type === "UTF8" || logical_type?.type === "STRING" || isTextual(element)) return "string";
  if (converted_type === "DECIMAL") return "double";
  if (logical_type?.type === "FLOAT16") return "float";
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

/** @throws Alt2imgError `dataset/not-parquet` for any error that isn't ours; the signal's reason */
export async function orNotParquet<T>(
  name: string,
  signal: AbortSignal | undefined,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    signal?.throwIfAborted();
    throw damagedParquet(name, cause);
  }
}
