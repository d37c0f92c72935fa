import { type ExtraColumn, type TableRow, tableColumns } from "./extra-columns.js";
import { checkOptions, type WriteRowsOptions, writeRows } from "./write-rows.js";

/**
 * Rows that aren't pairs, such as the embeddings of pictures, as a Parquet file with exactly the columns that you name. As with
 * `writeParquet`, one row group is held in memory, and the same rows and options give the same bytes.
 *
 * @throws Alt2imgError `dataset/row-group-size`, `dataset/parquet-codec`; `dataset/parquet-column` for a column that is named
 *   twice, a key that has no column, or a value that doesn't fit its column
 */
export async function* writeParquetTable(
  rows: AsyncIterable<TableRow> | Iterable<TableRow>,
  { columns, ...options }: WriteRowsOptions & { columns: readonly ExtraColumn[] },
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  checkOptions(options);
  const known = tableColumns(columns);
  yield* writeRows(rows, () => known, "records", options);
}
