import type { ImageTextPair } from "@alt2img/core";
import type { SchemaElement } from "hyparquet-writer";
import { formatOptOut } from "../opt-out/opt-out-text.js";

/** One column of a Parquet file: its schema, the key of the row, and how to get the cell from a row. */
export type Column<Row> = {
  element: SchemaElement & { name: string };
  /** The elements below, of a column that isn't a single value. */
  inner?: readonly SchemaElement[];
  key: string;
  cell: (row: Row) => unknown;
};

/** Parquet's INT32. */
const MAX_INT32 = 2 ** 31 - 1;

/** Separates the signals in `opt_out`. */
export const OPT_OUT_SEPARATOR = ", ";

/**
 * `URL`, `TEXT` in capitals, as LAION writes them; the rest in lower case. LAION's `WIDTH` and `HEIGHT` were measured on the
 * picture: they are extra columns of pairs whose picture was fetched. What the page declares is in columns of its own.
 *
 * @see https://laion.ai/blog/laion-400-open-dataset/
 */
export const pairColumns: readonly Column<ImageTextPair>[] = [
  { element: string("URL", "REQUIRED"), key: "imageUrl", cell: (pair) => pair.imageUrl },
  { element: string("TEXT", "REQUIRED"), key: "text", cell: (pair) => pair.text },
  { element: number("declared_width", "INT32"), key: "width", cell: (pair) => wholeNumber(pair.width) },
  { element: number("declared_height", "INT32"), key: "height", cell: (pair) => wholeNumber(pair.height) },
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

export function schemaOf(columns: readonly Omit<Column<never>, "cell">[]): SchemaElement[] {
  const elements = columns.flatMap(({ element, inner = [] }) => [element, ...inner]);
  return [{ name: "root", num_children: columns.length }, ...elements];
}

type Element = SchemaElement & { name: string };

export function string(name: string, repetition_type: "REQUIRED" | "OPTIONAL"): Element {
  return { name, type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" }, repetition_type };
}

export function number(name: string, type: "INT32" | "INT64" | "FLOAT" | "DOUBLE"): Element {
  return { name, type, repetition_type: "OPTIONAL" };
}

const floats = {
  FLOAT: { type: "FLOAT" },
  FLOAT16: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 2, logical_type: { type: "FLOAT16" } },
} as const;

/**
 * A list of floats of 32 or 16 bits, in the three levels that every reader knows.
 *
 * @see https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists
 */
export function floatList(name: string, item: keyof typeof floats): { element: Element; inner: SchemaElement[] } {
  return {
    element: {
      name,
      repetition_type: "OPTIONAL",
      num_children: 1,
      converted_type: "LIST",
      logical_type: { type: "LIST" },
    },
    inner: [
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", repetition_type: "REQUIRED", ...floats[item] },
    ],
  };
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
