import { Alt2imgError, type RandomAccessBytes } from "@alt2img/core";
import { type FileMetaData, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { type GuardedParquet, guardParquet } from "../../parquet/guarded-parquet.js";
import { ivfError, unreadableIvf } from "./ivf-error.js";

export type MetadataRowsOptions = {
  /** Which columns. Default: all. */
  columns?: readonly string[] | undefined;
  /** Stops reading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Reads the metadata of rows, in their order: what Parquet's types give, so a whole number of 64 bits is a `bigint`.
 *
 * @throws Alt2imgError `dataset/ivf` if the index has no metadata, or its file isn't right; `dataset/no-row`; `dataset/no-such-column`
 */
export type MetadataRows = (
  rows: readonly { readonly position: number }[],
  options?: MetadataRowsOptions,
) => Promise<Record<string, unknown>[]>;

/** @param count how many rows there should be */
export function metadataRows(source: RandomAccessBytes | undefined, count: number): MetadataRows {
  let opened: Promise<OpenedRows> | undefined;
  return async (rows, { columns, signal } = {}) => {
    signal?.throwIfAborted();
    if (source === undefined) throw ivfError({}, "with the metadata of rows is missing: pass it as rows");
    const wrong = rows.find(({ position }) => !(Number.isInteger(position) && position >= 0 && position < count));
    if (wrong !== undefined) {
      throw new Alt2imgError("dataset/no-row", `There is no position ${wrong.position}; the index has ${count} rows.`);
    }
    opened ??= open(source, count);
    opened.catch(() => {
      opened = undefined;
    });
    const { file, metadata, schema, compressors } = await opened;
    checkColumns(schema, columns);
    try {
      const read = await Promise.all(
        rows.map(({ position }) =>
          parquetReadObjects({
            ...{ file: withSignal(file, signal), metadata, compressors, useOffsetIndex: true },
            ...{ rowStart: position, rowEnd: position + 1 },
            ...(columns === undefined ? {} : { columns: [...columns] }),
          }),
        ),
      );
      return read.map(([row]) => row!);
    } catch (cause) {
      signal?.throwIfAborted();
      throw unreadableIvf(source, cause);
    }
  };
}

type OpenedRows = GuardedParquet & { readonly metadata: FileMetaData };

async function open(source: RandomAccessBytes, count: number): Promise<OpenedRows> {
  try {
    const metadata = await parquetMetadataAsync(source, { initialFetchSize: 64 << 10 });
    if (Number(metadata.num_rows) !== count)
      throw ivfError(source, `has ${metadata.num_rows} rows, and the index has ${count}`);
    const name = source.name ?? "A file of the index";
    return { ...(await guardParquet(rememberIndexes(source, metadata), metadata, { name })), metadata };
  } catch (cause) {
    throw unreadableIvf(source, cause);
  }
}

function checkColumns(schema: GuardedParquet["schema"], columns: readonly string[] = []): void {
  const names = schema.children.map(({ element }) => element.name);
  const missing = columns.find((name) => !names.includes(name));
  if (missing === undefined) return;
  throw new Alt2imgError(
    "dataset/no-such-column",
    `The metadata has no column “${missing}”; it has ${names.join(", ")}.`,
  );
}

/** Keeps the lists of pages, which come after all pages: several rows of a group need the same one. */
function rememberIndexes(file: RandomAccessBytes, { row_groups }: FileMetaData): RandomAccessBytes {
  const offsets = row_groups.flatMap(({ columns }) => columns.map(({ offset_index_offset }) => offset_index_offset));
  const first = offsets.reduce<number>(
    (least, offset) => (offset === undefined ? least : Math.min(least, Number(offset))),
    Number.POSITIVE_INFINITY,
  );
  const kept = new Map<string, Promise<ArrayBuffer>>();
  return {
    ...file,
    slice(start, end, options) {
      if (start < first) return file.slice(start, end, options);
      const key = `${start}-${end}`;
      const known = kept.get(key);
      if (known !== undefined) return known.then((buffer) => buffer.slice(0));
      const reading = file.slice(start, end);
      kept.set(key, reading);
      reading.catch(() => kept.delete(key));
      return reading.then((buffer) => buffer.slice(0));
    },
  };
}

function withSignal(file: RandomAccessBytes, signal: AbortSignal | undefined): RandomAccessBytes {
  return { ...file, slice: (start, end) => file.slice(start, end, { signal }) };
}
