import { Alt2imgError, type OnProgress } from "@alt2img/core";
import type { AsyncBuffer, FileMetaData } from "hyparquet";
import type { FileParts } from "./file-parts.js";
import { mergedReads } from "./merged-reads.js";
import { type TrainingColumn, type TrainingRow, trainingColumns } from "./training-row.js";

/** Read first and kept: the footer, and before it the offset indexes of all row groups, 137 kB of the file in this package. */
const TAIL_BYTES = 160 << 10;

export type RowsOptions<Column extends TrainingColumn> = {
  /** The first row, from 0. */
  start?: number | undefined;
  /** Behind the last row; by default all rows. */
  end?: number | undefined;
  /** The columns to read; what is not named is not fetched. By default all. */
  columns?: readonly Column[] | undefined;
  /** Stops the reading; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in images. */
  onProgress?: OnProgress | undefined;
};

/** The training set of the tiny models. Only those parts of the file are read that hold what is asked for. */
export type TrainingSet = {
  rowCount(options?: { signal?: AbortSignal | undefined }): Promise<number>;
  /**
   * Rows in their order, with the given columns.
   * @throws Alt2imgError `tiny/row-range`, `tiny/columns`, `tiny/unreachable`, `tiny/damaged`
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
 * Opens a training set that lies elsewhere than in this package, such as one that was built anew.
 *
 * @param parts the Parquet file, of which any part can be read; see `filePartsOf`
 */
export function openTrainingSet(parts: FileParts): TrainingSet {
  let known: { metadata: FileMetaData; tail: ArrayBuffer } | undefined;

  const opened = async (signal: AbortSignal | undefined): Promise<NonNullable<typeof known>> => {
    if (known !== undefined) return known;
    const { parquetMetadataAsync } = await import("hyparquet");
    try {
      const tail = await parts.slice(Math.max(0, parts.byteLength - TAIL_BYTES), parts.byteLength, signal);
      const file = asyncBuffer(parts, tail, signal);
      known = { metadata: await parquetMetadataAsync(file, { initialFetchSize: tail.byteLength }), tail };
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
    const { metadata, tail } = await opened(signal);
    const count = Number(metadata.num_rows);
    const last = Math.min(end ?? count, count);
    checkRange(start, end ?? count, count);
    checkColumns(columns, metadata);
    const { parquetReadObjects } = await import("hyparquet");
    for (const [groupStart, groupEnd] of groupsWithin(metadata, start, last)) {
      signal?.throwIfAborted();
      const options = {
        file: asyncBuffer(parts, tail, signal),
        metadata,
        rowStart: groupStart,
        rowEnd: groupEnd,
        // `image` stays bytes; columns that are texts say so in the schema.
        utf8: false,
        useOffsetIndex: true,
        ...(columns === undefined ? {} : { columns: [...columns] }),
      };
      const group = await parquetReadObjects(options).catch((error: unknown) => {
        signal?.throwIfAborted();
        throw readError(error);
      });
      // hyparquet's rows are of no type; the columns and their types are those of the schema, which was checked.
      yield* group as Pick<TrainingRow, Column>[];
      onProgress?.({ stage: "read", done: groupEnd - start, total: last - start, unit: "images" });
    }
  }

  return {
    rowCount,
    rows,
    async row(id, options = {}) {
      for await (const row of rows({ ...options, start: id, end: id + 1 })) return row;
      throw rangeError(`row ${id} was asked for`, await rowCount(options));
    },
  };
}

/** The file for hyparquet, whose last bytes, `tail`, are there already. */
function asyncBuffer(parts: FileParts, tail: ArrayBuffer, signal: AbortSignal | undefined): AsyncBuffer {
  const { byteLength } = parts;
  const tailStart = byteLength - tail.byteLength;
  const read = mergedReads((start, end) => parts.slice(start, end, signal));
  return {
    byteLength,
    slice(start, end = byteLength) {
      if (start >= tailStart) return tail.slice(start - tailStart, end - tailStart);
      return read(start, Math.min(end, byteLength));
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
  throw rangeError(`rows ${start} up to ${end} were asked for`, count);
}

const rangeError = (asked: string, count: number): Alt2imgError =>
  new Alt2imgError("tiny/row-range", `The training set has rows 0 up to ${count}; ${asked}.`);

function checkColumns(columns: readonly string[] | undefined, { schema }: FileMetaData): void {
  const names = new Set(schema.map(({ name }) => name));
  const wanted: readonly string[] = columns ?? trainingColumns;
  const missing = wanted.filter((name) => !names.has(name));
  if (missing.length === 0 && wanted.length > 0) return;
  throw new Alt2imgError(
    "tiny/columns",
    `${missing.length === 0 ? "No column was asked for" : `The training set has no column ${missing.join(", ")}`}; there are ${trainingColumns.join(", ")}.`,
  );
}

function readError(error: unknown): unknown {
  if (error instanceof Alt2imgError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Alt2imgError("tiny/damaged", `The training set can't be read as a Parquet file: ${message}.`, {
    cause: error,
  });
}
