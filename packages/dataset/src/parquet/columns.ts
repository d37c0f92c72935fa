import type { ImageTextPair } from "@alt2img/core";
import type { SchemaElement } from "hyparquet-writer";
import { formatOptOut } from "../opt-out/opt-out-text.js";

type Cell = string | number | bigint | null;

/** One column of the Parquet file: its place in the schema and how a pair fills it. */
export type Column = { element: SchemaElement & { name: string }; cell: (pair: ImageTextPair) => Cell };

/** Parquet's INT32. LAION's WIDTH and HEIGHT have this type. */
const MAX_INT32 = 2 ** 31 - 1;

/**
 * `URL`, `TEXT`, `WIDTH`, `HEIGHT` as LAION writes them, in capitals; the rest in lower case. In LAION's files WIDTH and
 * HEIGHT were measured on the picture; here they are what the page declares.
 *
 * @see https://laion.ai/blog/laion-400-open-dataset/
 */
export const columns: readonly Column[] = [
  { element: string("URL", "REQUIRED"), cell: (pair) => pair.imageUrl },
  { element: string("TEXT", "REQUIRED"), cell: (pair) => pair.text },
  { element: int32("WIDTH"), cell: (pair) => wholeNumber(pair.width) },
  { element: int32("HEIGHT"), cell: (pair) => wholeNumber(pair.height) },
  { element: string("page", "REQUIRED"), cell: (pair) => pair.pageUrl },
  { element: string("source", "REQUIRED"), cell: (pair) => pair.source },
  {
    element: string("opt_out", "OPTIONAL"),
    cell: (pair) => (pair.optOut === undefined ? null : formatOptOut(pair.optOut).join(", ")),
  },
  { element: string("filename", "OPTIONAL"), cell: (pair) => pair.filename ?? null },
  { element: int64("offset"), cell: (pair) => bigNumber(pair.offset) },
  { element: int64("length"), cell: (pair) => bigNumber(pair.length) },
];

export const schema: SchemaElement[] = [
  { name: "root", num_children: columns.length },
  ...columns.map(({ element }) => element),
];

function string(name: string, repetition_type: "REQUIRED" | "OPTIONAL"): Column["element"] {
  return { name, type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" }, repetition_type };
}

function int32(name: string): Column["element"] {
  return { name, type: "INT32", repetition_type: "OPTIONAL" };
}

function int64(name: string): Column["element"] {
  return { name, type: "INT64", repetition_type: "OPTIONAL" };
}

// `width="33.5"` is allowed in HTML and rounded; a number that no picture has becomes null.
function wholeNumber(value: number | undefined): number | null {
  if (value === undefined) return null;
  const rounded = Math.round(value);
  return rounded >= 0 && rounded <= MAX_INT32 ? rounded : null;
}

function bigNumber(value: number | undefined): bigint | null {
  return value === undefined ? null : BigInt(value);
}
