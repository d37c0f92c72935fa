import { Alt2imgError } from "@alt2img/core";
import { type Column, string } from "../parquet/columns.js";
import { type ExtraColumn, inferExtraColumns, tableColumns } from "../parquet/extra-columns.js";
import type { DatasetRow } from "./dataset-row.js";
import { domainOfUrl } from "./domain.js";

/** A column of a dataset, as its manifest lists it. */
export type DatasetColumn = ExtraColumn;

/**
 * The columns that every dataset has, in this order: those of LAION, then where a pair comes from. Scores are `double`, so that
 * a threshold separates the same rows as before they were written.
 */
export const baseColumns: readonly DatasetColumn[] = [
  { name: "URL", type: "string" },
  { name: "TEXT", type: "string" },
  { name: "WIDTH", type: "int32" },
  { name: "HEIGHT", type: "int32" },
  { name: "LANGUAGE", type: "string" },
  { name: "similarity", type: "double" },
  { name: "pwatermark", type: "double" },
  { name: "punsafe", type: "double" },
  { name: "aesthetic", type: "double" },
  { name: "hash", type: "int64" },
  { name: "page", type: "string" },
  { name: "source", type: "string" },
  { name: "opt_out", type: "string" },
  { name: "declared_width", type: "int32" },
  { name: "declared_height", type: "int32" },
  { name: "filename", type: "string" },
  { name: "offset", type: "int64" },
  { name: "length", type: "int64" },
  { name: "domain", type: "string" },
];

/**
 * The columns of a new dataset: the base columns, the declared ones, and one for each other key of the first rows.
 *
 * @param embeddings the type of embedding columns that aren't declared: those whose name ends in `_embedding`
 * @throws Alt2imgError `dataset/parquet-column` for a name that is there twice
 */
export function columnsOfRows(
  rows: readonly DatasetRow[],
  declared: readonly DatasetColumn[],
  embeddings: "float32" | "float16",
): DatasetColumn[] {
  const known = [...baseColumns, ...declared];
  tableColumns(known);
  const names = new Set(known.map(({ name }) => name));
  // `length` and the like are keys of pairs, too, which the inference leaves out; they are base columns here.
  const found = inferExtraColumns(rows as never).filter(({ name }) => !names.has(name));
  return [
    ...known,
    ...found.map((column) => (isEmbedding(column.name) ? embeddingColumn(column.name, embeddings) : column)),
  ];
}

/** Whether a column has embeddings, by its name. */
const isEmbedding = (name: string): boolean => name.endsWith("_embedding");

function embeddingColumn(name: string, embeddings: "float32" | "float16"): DatasetColumn {
  return { name, type: embeddings === "float16" ? "float16-list" : "float-list" };
}

/** Columns that are large, and are only read when they are asked for by name. */
export const isHeavy = ({ type }: DatasetColumn): boolean =>
  type === "float-list" || type === "float16-list" || type === "bytes";

/** Writes rows with these columns. */
export function parquetColumns(columns: readonly DatasetColumn[]): Column<DatasetRow>[] {
  return tableColumns(columns).map((column): Column<DatasetRow> => {
    const { key } = column;
    if (key === "URL" || key === "TEXT") {
      return { ...column, element: string(key, "REQUIRED"), cell: (row) => requiredText(row, key) };
    }
    if (key === "domain") return { ...column, cell: (row) => column.cell(row) ?? domainOfUrl(row.URL) ?? null };
    return column;
  });
}

function requiredText(row: DatasetRow, key: "URL" | "TEXT"): string {
  const value: unknown = row[key];
  if (typeof value === "string" && value !== "") return value;
  throw new Alt2imgError(
    "dataset/row",
    `A row has no ${key} (${JSON.stringify(value)}); every row needs URL and TEXT, as strings. rowOfPair makes rows of pairs.`,
  );
}

const types: Record<DatasetColumn["type"], true> = {
  string: true,
  double: true,
  float: true,
  int32: true,
  int64: true,
  boolean: true,
  bytes: true,
  "float-list": true,
  "float16-list": true,
  json: true,
};

export function isColumnType(type: unknown): type is DatasetColumn["type"] {
  return typeof type === "string" && Object.hasOwn(types, type);
}
