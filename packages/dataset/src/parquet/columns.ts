import type { ImageTextPair } from "@alt2img/core";
import type { SchemaElement } from "hyparquet-writer";
import { formatOptOut } from "../opt-out/opt-out-text.js";

/** One column of the Parquet file: its schema, the key of the pair, and how to get the cell from a pair. */
export type Column = {
  element: SchemaElement & { name: string };
  key: string;
  cell: (pair: ImageTextPair) => unknown;
};

/** Parquet's INT32. LAION's WIDTH and HEIGHT have this type. */
const MAX_INT32 = 2 ** 31 - 1;

/** Separates the signals in `opt_out`. */
export const OPT_OUT_SEPARATOR = ", ";

/**
 * `URL`, `TEXT`, `WIDTH`, `HEIGHT` in capitals, as LAION writes them; the rest in lower case. LAION's WIDTH and HEIGHT were
 * measured on the picture; here they are what the page declares.
 *
 * @see https://laion.ai/blog/laion-400-open-dataset/
 */
export const pairColumns: readonly Column[] = [
  { element: string("URL", "REQUIRED"), key: "imageUrl", cell: (pair) => pair.imageUrl },
  { element: string("TEXT", "REQUIRED"), key: "text", cell: (pair) => pair.text },
  { element: number("WIDTH", "INT32"), key: "width", cell: (pair) => wholeNumber(pair.width) },
  { element: number("HEIGHT", "INT32"), key: "height", cell: (pair) => wholeNumber(pair.height) },
  { element: string("page", "REQUIRED"), key: "pageUrl", cell: (pair) => pair.pageUrl },
  { element: string("source", "REQUIRED"), key: "source", cell: (pair) => pair.source },
  {
    element: string("opt_out", "OPTIONAL"),
    key: "optOut",
    cell: ({ optOut }) => (optOut === undefined ? null : formatOptOut(optOut).join(OPT_OUT_SEPARATOR)),
  },
  { element: string("filename", "OPTIONAL"), key: "filename", cell: (pair) => pair.filename ?? null },
  { element: number("offset", "INT64"), key: "offset", cell: (pair) => bigNumber(pair.offset) },
  { element: number("length", "INT64"), key: "length", cell: (pair) => bigNumber(pair.length) },
];

export function schemaOf(columns: readonly Column[]): SchemaElement[] {
  return [{ name: "root", num_children: columns.length }, ...columns.map(({ element }) => element)];
}

export function string(name: string, repetition_type: "REQUIRED" | "OPTIONAL"): Column["element"] {
  return { name, type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" }, repetition_type };
}

export function number(name: string, type: "INT32" | "INT64" | "FLOAT" | "DOUBLE"): Column["element"] {
  return { name, type, repetition_type: "OPTIONAL" };
}

// `width="33.5"` is allowed in HTML and is rounded; a number that can't be a picture's size becomes null.
function wholeNumber(value: number | undefined): number | null {
  if (value === undefined) return null;
  const rounded = Math.round(value);
  return rounded >= 0 && rounded <= MAX_INT32 ? rounded : null;
}

function bigNumber(value: number | undefined): bigint | null {
  return value === undefined ? null : BigInt(value);
}
