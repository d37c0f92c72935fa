import { Alt2imgError, type ImageTextPair, type OnProgress } from "@alt2img/core";
import type { PairSource } from "../pair-source.js";
import { type Column, pairColumns, schemaOf } from "./columns.js";
import { checkExtraKeys, type ExtraColumn, extraColumns, inferExtraColumns } from "./extra-columns.js";
import type { ParquetCodecOptions } from "./parquet-codec.js";
import { createParquetFile, type ParquetFile } from "./parquet-file.js";

export type WriteParquetOptions = ParquetCodecOptions & {
  /**
   * Rows in a row group, the unit that other programs load; also how many pairs are held in memory. At least 1.
   * Default 20,000: about 6 MB of text, and about 200 MB while it is encoded.
   */
  rowGroupSize?: number | undefined;
  /**
   * Columns for keys that pairs don't have themselves, such as a score. Without this, they are inferred from the pairs of
   * the first row group.
   */
  columns?: readonly ExtraColumn[] | undefined;
  /** Stops writing between two pairs; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"write"`, in pairs. */
  onProgress?: OnProgress | undefined;
};

export const DEFAULT_ROW_GROUP_SIZE = 20_000;

/**
 * Pairs as a Parquet file with the columns of LAION: `URL`, `TEXT`, `WIDTH`, `HEIGHT`, and `page`, `source`, `opt_out`,
 * `filename`, `offset`, `length`; then a column for each key that a later stage has added to the pairs. A key without a
 * column is an error, so nothing is lost silently.
 *
 * It holds one row group in memory and yields a chunk for each, the last one with the footer, so the bytes can go to a pipe.
 * Without pairs, the result is a valid file without rows. The same pairs and options give the same bytes.
 *
 * @throws Alt2imgError `dataset/row-group-size`, `dataset/parquet-codec`; `dataset/parquet-column` for a key that has no
 * column, or a value that doesn't fit its column
 * @see https://parquet.apache.org/docs/file-format/
 */
export async function* writeParquet(
  pairs: PairSource,
  options: WriteParquetOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const { rowGroupSize = DEFAULT_ROW_GROUP_SIZE, columns: extra, signal, onProgress } = options;
  checkOptions(options);
  signal?.throwIfAborted();
  let columns: Column[] | undefined = extra && [...pairColumns, ...extraColumns(extra)];
  let file: ParquetFile | undefined;
  let rows: ImageTextPair[] = [];
  let done = 0;

  const writeRowGroup = async (): Promise<ParquetFile> => {
    columns ??= [...pairColumns, ...extraColumns(inferExtraColumns(rows))];
    file ??= createParquetFile(schemaOf(columns), options);
    for (const row of rows) checkExtraKeys(row, columns);
    if (rows.length > 0) {
      await file.writeRows(columns.map(({ element, cell }) => ({ name: element.name, data: rows.map(cell) })));
    }
    done += rows.length;
    rows = [];
    return file;
  };

  for await (const pair of pairs) {
    signal?.throwIfAborted();
    rows.push(pair);
    if (rows.length < rowGroupSize) continue;
    yield (await writeRowGroup()).take();
    onProgress?.({ stage: "write", done, unit: "pairs" });
  }
  const whole = await writeRowGroup();
  await whole.finish();
  yield whole.take();
  onProgress?.({ stage: "write", done, total: done, unit: "pairs" });
}

function checkOptions({ rowGroupSize, codec = "SNAPPY", compressors = {} }: WriteParquetOptions): void {
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
