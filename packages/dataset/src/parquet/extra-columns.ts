import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import type { SchemaElement } from "hyparquet-writer";
import { type Column, floatList, number, pairColumns, string } from "./columns.js";

/**
 * The type of a column: `"string"`; `"double"`, any number; `"float"`, a number rounded to 32 bits, for scores; `"int32"`, a
 * whole number; `"int64"`, a safe integer or a bigint, for hashes; `"boolean"`; `"bytes"`, a `Uint8Array`, for files;
 * `"float-list"`, a `Float32Array` or an array of numbers, for embeddings (it is read back as an array), and
 * `"float16-list"`, the same in half the space: each number is rounded to 11 significant bits; `"json"`, anything else that
 * JSON can express.
 */
export type ExtraColumnType =
  | "string"
  | "double"
  | "float"
  | "int32"
  | "int64"
  | "boolean"
  | "bytes"
  | "float-list"
  | "float16-list"
  | "json";

/** A column for a key that a later stage has added to the pairs, such as a score. Its cells may be empty. */
export type ExtraColumn = {
  /** The key of the row, and the name of the column. */
  name: string;
  type: ExtraColumnType;
};

/** A row of a table: a value by the name of its column. */
export type TableRow = { readonly [column: string]: unknown };

const OWN_KEYS: ReadonlySet<string> = new Set(pairColumns.map(({ key }) => key));
const OWN_NAMES: ReadonlySet<string> = new Set(pairColumns.map(({ element }) => element.name));

/** Whether a column or key isn't one of those that every pair has. */
export function isExtraName(name: string): boolean {
  return !OWN_NAMES.has(name) && !OWN_KEYS.has(name);
}

/**
 * Columns for the keys that pairs don't have themselves, in the order of their first appearance: numbers become `"double"`,
 * bigints `"int64"`, texts `"string"`, truth values `"boolean"`, a `Float32Array` `"float-list"`, a `Uint8Array` `"bytes"`, and
 * everything else `"json"`. `WIDTH` and `HEIGHT`, the size of the picture itself, become `"int32"`, as in LAION's files.
 */
export function inferExtraColumns(pairs: readonly ImageTextPair[]): ExtraColumn[] {
  const types = new Map<string, ExtraColumnType>();
  for (const pair of pairs) {
    for (const [name, value] of Object.entries(pair)) {
      if (OWN_KEYS.has(name) || value === undefined || value === null) continue;
      const type = (name === "WIDTH" || name === "HEIGHT") && isInt32(value) ? "int32" : typeOf(value);
      const earlier = types.get(name);
      types.set(name, earlier === undefined || earlier === type ? type : "json");
    }
  }
  return [...types].map(([name, type]) => ({ name, type }));
}

function typeOf(value: unknown): ExtraColumnType {
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
      return "double";
    case "bigint":
      return "int64";
    case "boolean":
      return "boolean";
    default:
      if (value instanceof Uint8Array) return "bytes";
      return value instanceof Float32Array ? "float-list" : "json";
  }
}

function isInt32(value: unknown): boolean {
  return typeof value === "number" && (value | 0) === value;
}

const isInt64 = (value: unknown): boolean =>
  Number.isSafeInteger(value) || (typeof value === "bigint" && BigInt.asIntN(64, value) === value);

/** @throws Alt2imgError `dataset/parquet-column` for a name that a column of every pair has, or that is there twice */
export function extraColumns(wanted: readonly ExtraColumn[]): Column<object>[] {
  const taken = wanted.find(({ name }) => !isExtraName(name));
  if (taken !== undefined) throw takenName(taken.name);
  return tableColumns(wanted);
}

/** @throws Alt2imgError `dataset/parquet-column` for a name that is there twice */
export function tableColumns(wanted: readonly ExtraColumn[]): Column<object>[] {
  const names = wanted.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw takenName(twice);
  return wanted.map(({ name, type }) => {
    const { accepts, write = (value) => value, ...schema } = kinds[type](name);
    const cell = (row: object): unknown => {
      const value: unknown = Object.hasOwn(row, name) ? Reflect.get(row, name) : undefined;
      if (value === undefined || value === null) return null;
      if (accepts(value)) return write(value);
      throw new Alt2imgError(
        "dataset/parquet-column",
        `The column “${name}” has the type ${type}, but a row has ${describe(value)} there. Convert the value, or give the column another type.`,
      );
    };
    return { ...schema, key: name, cell };
  });
}

function describe(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

function takenName(name: string): Alt2imgError {
  return new Alt2imgError(
    "dataset/parquet-column",
    `There is already a column for “${name}”. Give each extra column a different name.`,
  );
}

/** @throws Alt2imgError `dataset/parquet-column` when the row has a key without a column: it would be lost */
export function checkExtraKeys(row: object, columns: readonly { key: string }[]): void {
  const lost = Object.keys(row).find((name) => columns.every(({ key }) => key !== name));
  if (lost === undefined) return;
  throw new Alt2imgError(
    "dataset/parquet-column",
    `A row has the key “${lost}”, for which the file has no column, so it would be lost. Add it to \`columns\`, or remove it from the rows.`,
  );
}

type Kind = {
  element: Column<never>["element"];
  inner?: readonly SchemaElement[];
  accepts: (value: unknown) => boolean;
  /** What the writer is given. */
  write?: (value: unknown) => unknown;
};

const isNumberList = (value: unknown): boolean =>
  value instanceof Float32Array || (Array.isArray(value) && value.every((item) => typeof item === "number"));

/** The writer takes arrays only. */
const numbers = (value: unknown): number[] => Array.from(value as ArrayLike<number>);

const kinds: Record<ExtraColumnType, (name: string) => Kind> = {
  string: (name) => ({ element: string(name, "OPTIONAL"), accepts: (value) => typeof value === "string" }),
  double: (name) => ({ element: number(name, "DOUBLE"), accepts: (value) => typeof value === "number" }),
  float: (name) => ({ element: number(name, "FLOAT"), accepts: (value) => typeof value === "number" }),
  int32: (name) => ({ element: number(name, "INT32"), accepts: isInt32 }),
  int64: (name) => ({
    element: number(name, "INT64"),
    accepts: isInt64,
    write: (value) => BigInt(value as number | bigint),
  }),
  boolean: (name) => ({
    element: { name, type: "BOOLEAN", repetition_type: "OPTIONAL" },
    accepts: (value) => typeof value === "boolean",
  }),
  bytes: (name) => ({
    element: { name, type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
    accepts: (value) => value instanceof Uint8Array,
  }),
  "float-list": (name) => ({ ...floatList(name, "FLOAT"), accepts: isNumberList, write: numbers }),
  "float16-list": (name) => ({ ...floatList(name, "FLOAT16"), accepts: isNumberList, write: numbers }),
  json: (name) => ({
    element: { name, type: "BYTE_ARRAY", converted_type: "JSON", repetition_type: "OPTIONAL" },
    accepts: () => true,
  }),
};
