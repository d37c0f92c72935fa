import { Alt2imgError, type OnProgress, type RandomAccessBytes } from "@alt2img/core";
import type { FileMetaData } from "hyparquet";
import { fileWith, prefetch } from "./prefetch.js";
import { type TrainingColumn, type TrainingRow, trainingColumns } from "./training-row.js";

/** Read first and kept: the footer, and before it the offset indexes of all row groups, 137 kB of the file in this package. */
const TAIL_BYTES = 160 << 10;

export type RowsOptions<Column extends TrainingColumn> = {
  /** The first row, from 0. */
  start?: number | undefined;
  /** The row after the last one, so `end` is exclusive. By default, all rows are read. */
  end?: number | undefined;
  /** The columns to read; no others are fetched. By default, all. */
  columns?: readonly Column[] | undefined;
  /** Stops the reading; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in images. */
  onProgress?: OnProgress | undefined;
};

/** The training set of the tiny models. Only the parts of the file that hold what you ask for are read. */
export type TrainingSet = {
  rowCount(options?: { signal?: AbortSignal | undefined }): Promise<number>;
  /**
   * Rows in order, with the given columns.
   * @throws Alt2imgError `tiny/row-range`, `tiny/columns`, `tiny/damaged`, `tiny/not-installed`; what `slice` of its
   *   file throws
   */
  rows<Column extends TrainingColumn = TrainingColumn>(
    options?: RowsOptions<Column>,
  ): AsyncGenerator<Pick<TrainingRow, Column>, void, undefined>;
  /**
   * One row.
   * @throws Alt2imgError `tiny/row-range`, and what `rows` throws
   */
  row<Column extends TrainingColumn = TrainingColumn>(
    id: number,
    options?: Pick<RowsOptions<Column>, "columns" | "signal">,
  ): Promise<Pick<TrainingRow, Column>>;
};

/**
 * Opens a training set from another location, such as one that you built yourself.
 *
 * @param source the Parquet file: `openUrl`, `openBlob` and `openBytes` of `@alt2img/core` and `openFile` of
 *   `@alt2img/core/node` open it; or a function that opens it when it is first read
 */
export function openTrainingSet(source: RandomAccessBytes | (() => Promise<RandomAccessBytes>)): TrainingSet {
  let known: { parts: RandomAccessBytes; metadata: FileMetaData; tail: ArrayBuffer } | undefined;

  const opened = async (signal: AbortSignal | undefined): Promise<NonNullable<typeof known>> => {
    if (known !== undefined) return known;
    const { parquetMetadataAsync } = await import("hyparquet");
    try {
      const parts = typeof source === "function" ? await source() : source;
      const start = Math.max(0, parts.byteLength - TAIL_BYTES);
      const tail = await parts.slice(start, parts.byteLength, { signal });
      const file = fileWith([{ start, bytes: new Uint8Array(tail) }], parts, signal);
      known = { parts, metadata: await parquetMetadataAsync(file, { initialFetchSize: tail.byteLength }), tail };
    } catch (error) {
      signal?.throwIfAborted();
      throw readError(error);
    }
    return known;
  };

  const rowCount: TrainingSet["rowCount"] = async ({ signal } = {}) => Number((await opened(signal)).metadata.num_rows);

  async function* rows<Column extends TrainingColumn = TrainingColumn>({
    start = 0,
    end,
    columns,
    signal,
    onProgress,
  }: RowsOptions<Column> = {}): AsyncGenerator<Pick<TrainingRow, Column>, void, undefined> {
    signal?.throwIfAborted();
    const { parts, metadata, tail } = await opened(signal);
    const count = Number(metadata.num_rows);
    const last = Math.min(end ?? count, count);
    checkRange(start, end ?? count, count);
    checkColumns(columns, metadata);
    const { parquetReadObjects } = await import("hyparquet");
    for (const [groupStart, groupEnd] of groupsWithin(metadata, start, last)) {
      signal?.throwIfAborted();
      const plan = { metadata, rowStart: groupStart, rowEnd: groupEnd, columns };
      const file = await prefetch(parts, tail, plan, signal).catch((error: unknown) => {
        signal?.throwIfAborted();
        throw readError(error);
      });
      const options = {
        file,
        metadata,
        rowStart: groupStart,
        rowEnd: groupEnd,
        // `image` stays bytes; the schema marks the text columns as such.
        utf8: false,
        useOffsetIndex: true,
        ...(columns === undefined ? {} : { columns: [...columns] }),
      };
      const group = await parquetReadObjects(options).catch((error: unknown) => {
        signal?.throwIfAborted();
        throw readError(error);
      });
      // hyparquet's rows have no type; the columns and their types are those of the schema, which was checked.
      yield* group as Pick<TrainingRow, Column>[];
      onProgress?.({ stage: "read", done: groupEnd - start, total: last - start, unit: "images" });
    }
  }

  return {
    rowCount,
    rows,
    async row(id, options = {}) {
      for await (const row of rows({ ...options, start: id, end: id + 1 })) return row;
      throw rangeError(`you asked for row ${id}`, await rowCount(options));
    },
  };
}

/** The ranges of rows, a row group at a time, between `start` and `end`. */
function* groupsWithin(
  { row_groups }: FileMetaData,
  start: number,
  end: number,
): Generator<[start: number, end: number]> {
  let groupStart = 0;
  for (const { num_rows } of row_groups) {
    const groupEnd = groupStart + Number(num_rows);
    if (groupStart < end && groupEnd > start) yield [Math.max(groupStart, start), Math.min(groupEnd, end)];
    groupStart = groupEnd;
  }
}

function checkRange(start: number, end: number, count: number): void {
  if (Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && start <= count) return;
  throw rangeError(`you asked for rows ${start} up to ${end}`, count);
}

const rangeError = (asked: string, count: number): Alt2imgError =>
  new Alt2imgError("tiny/row-range", `The training set has ${count} rows, numbered from 0; ${asked}.`);

function checkColumns(columns: readonly string[] | undefined, { schema }: FileMetaData): void {
  const names = new Set(schema.map(({ name }) => name));
  const wanted: readonly string[] = columns ?? trainingColumns;
  const missing = wanted.filter((name) => !names.has(name));
  if (missing.length === 0 && wanted.length > 0) return;
  throw new Alt2imgError(
    "tiny/columns",
    `${missing.length === 0 ? "You asked for no column" : `The training set has no column ${missing.join(", ")}`}. Its columns are ${trainingColumns.join(", ")}.`,
  );
}

function readError(error: unknown): unknown {
  if (error instanceof Alt2imgError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Alt2imgError("tiny/damaged", `The training set can't be read as Parquet: ${message}. Get it again.`, {
    cause: error,
  });
}
