import { Alt2imgError, type OnProgress } from "@alt2img/core";
import { type Column, schemaOf } from "./columns.js";
import { checkExtraKeys } from "./extra-columns.js";
import type { ParquetCodecOptions } from "./parquet-codec.js";
import { createParquetFile, type ParquetFile } from "./parquet-file.js";

export type WriteRowsOptions = ParquetCodecOptions & {
  /**
   * Rows in a row group, the unit that other programs load; also how many rows are held in memory. At least 1.
   * Default 20,000: about 6 MB of text, and about 200 MB while it is encoded. Rows with embeddings are larger: take fewer.
   */
  rowGroupSize?: number | undefined;
  /**
   * Bytes in a page, before compression. If you give it, the file says where each page is, so that a reader of one row over
   * HTTP loads a page and not a row group. Default: 1 MiB, and no such index.
   */
  pageSize?: number | undefined;
  /** Stops writing between two rows; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"write"`, in pairs or records. */
  onProgress?: OnProgress | undefined;
};

export const DEFAULT_ROW_GROUP_SIZE = 20_000;

/**
 * A Parquet file of rows, a chunk for each row group, the last one with the footer.
 *
 * @param columnsOf the columns, which may depend on the rows of the first row group
 */
export async function* writeRows<Row extends object>(
  source: AsyncIterable<Row> | Iterable<Row>,
  columnsOf: (rows: readonly Row[]) => readonly Column<Row>[],
  unit: "pairs" | "records",
  options: WriteRowsOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const { rowGroupSize = DEFAULT_ROW_GROUP_SIZE, signal, onProgress } = options;
  signal?.throwIfAborted();
  let columns: readonly Column<Row>[] | undefined;
  let file: ParquetFile | undefined;
  let rows: Row[] = [];
  let done = 0;

  const writeRowGroup = async (): Promise<ParquetFile> => {
    const known = (columns ??= columnsOf(rows));
    file ??= createParquetFile(schemaOf(known), options);
    for (const row of rows) checkExtraKeys(row, known);
    if (rows.length > 0) {
      await file.writeRows(known.map(({ element, cell }) => ({ name: element.name, data: rows.map(cell) })));
    }
    done += rows.length;
    rows = [];
    return file;
  };

  for await (const row of source) {
    signal?.throwIfAborted();
    rows.push(row);
    if (rows.length < rowGroupSize) continue;
    yield (await writeRowGroup()).take();
    onProgress?.({ stage: "write", done, unit });
  }
  const whole = await writeRowGroup();
  await whole.finish();
  yield whole.take();
  onProgress?.({ stage: "write", done, total: done, unit });
}

/** @throws Alt2imgError `dataset/row-group-size`, `dataset/parquet-codec` */
export function checkOptions({ rowGroupSize, codec = "SNAPPY", compressors = {} }: WriteRowsOptions): void {
  if (rowGroupSize !== undefined && (!Number.isInteger(rowGroupSize) || rowGroupSize < 1)) {
    throw new Alt2imgError(
      "dataset/row-group-size",
      `rowGroupSize is ${rowGroupSize}; it must be a whole number of rows, at least 1.`,
    );
  }
  if (codec !== "SNAPPY" && codec !== "UNCOMPRESSED" && compressors[codec] === undefined) {
    throw new Alt2imgError(
      "dataset/parquet-codec",
      `There is no compressor for the codec ${codec}. Pass one in compressors, or use SNAPPY or UNCOMPRESSED.`,
    );
  }
}
