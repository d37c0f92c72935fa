import type { ImageTextPair } from "@alt2img/core";
import type { PairSource } from "../pair-source.js";
import { type Column, pairColumns } from "./columns.js";
import { type ExtraColumn, extraColumns, inferExtraColumns } from "./extra-columns.js";
import { checkOptions, type WriteRowsOptions, writeRows } from "./write-rows.js";

export type WriteParquetOptions = WriteRowsOptions & {
  /**
   * Columns for keys that pairs don't have themselves, such as a score. Without this, they are inferred from the pairs of
   * the first row group.
   */
  columns?: readonly ExtraColumn[] | undefined;
};

/**
 * Pairs as a Parquet file with the columns `URL` and `TEXT` of LAION, and `declared_width`, `declared_height`, `page`, `source`,
 * `opt_out`, `filename`, `offset`, `length`; then a column for each key that a later stage has added to the pairs, such as
 * LAION's `WIDTH`, `HEIGHT` and `similarity`. A key without a column is an error, so nothing is lost silently.
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
  checkOptions(options);
  const declared = options.columns === undefined ? undefined : extraColumns(options.columns);
  const columnsOf = (rows: readonly ImageTextPair[]): Column<ImageTextPair>[] => [
    ...pairColumns,
    ...(declared ?? extraColumns(inferExtraColumns(rows))),
  ];
  yield* writeRows(pairs, columnsOf, "pairs", options);
}
