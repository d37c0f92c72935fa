import { plainNumber } from "../parquet/read-parquet.js";
import { setOwn } from "../set-own.js";
import type { DatasetColumn } from "./dataset-columns.js";
import type { CompiledFilter, RowFilter } from "./filter.js";

/** Which rows to read, and what of them. */
export type RowsOptions = {
  filter?: RowFilter | undefined;
  /** Default: all but embeddings, pictures and other bytes. */
  columns?: readonly string[] | undefined;
  /** Only rows from `start` up to `end` (exclusive). Default: all. */
  start?: number | undefined;
  end?: number | undefined;
  signal?: AbortSignal | undefined;
};

/** A row that was read, with its number in the dataset and its shard. */
export type FoundRow = { readonly index: number; readonly shard: string; readonly row: Record<string, unknown> };

/** What the questions about a dataset are made of: row groups in their order, whose columns are read on demand. */
export type DatasetPart = {
  readonly shard: string;
  /** The number of the part's first row in the dataset. */
  readonly start: number;
  readonly rows: number;
  /** The values of a column; all `undefined` where the shard doesn't have it. */
  read(column: string): Promise<ArrayLike<unknown>>;
};

export type Parts = {
  readonly columns: readonly DatasetColumn[];
  parts(
    options: Pick<RowsOptions, "start" | "end" | "signal">,
    filter?: CompiledFilter,
  ): AsyncGenerator<DatasetPart, void, undefined>;
};

/** The numbers in a part of the rows that meet the filter. */
export async function matching(part: DatasetPart, { columns, keeps }: CompiledFilter): Promise<number[]> {
  const values = await Promise.all(columns.map((column) => part.read(column)));
  const numbers: number[] = [];
  const cells: unknown[] = new Array(columns.length);
  for (let i = 0; i < part.rows; i++) {
    for (let c = 0; c < values.length; c++) cells[c] = values[c]![i];
    if (keeps(cells)) numbers.push(i);
  }
  return numbers;
}

/** These rows of a part. Empty cells are left out. */
export async function readRows(
  part: DatasetPart,
  numbers: readonly number[],
  columns: readonly string[],
): Promise<FoundRow[]> {
  if (numbers.length === 0) return [];
  const values = await Promise.all(columns.map((column) => part.read(column)));
  return numbers.map((i) => {
    const row: Record<string, unknown> = {};
    for (let c = 0; c < columns.length; c++) {
      const value = values[c]![i];
      if (value !== null && value !== undefined) setOwn(row, columns[c]!, plainNumber(value));
    }
    return { index: part.start + i, shard: part.shard, row };
  });
}
