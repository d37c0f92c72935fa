import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import { type Column, number, pairColumns, string } from "./columns.js";

/**
 * The type of an extra column: `"string"`; `"double"`, any number; `"float"`, a number rounded to 32 bits, for embeddings
 * and scores; `"int32"`, a whole number; `"boolean"`; `"json"`, anything else that JSON can express.
 */
export type ExtraColumnType = "string" | "double" | "float" | "int32" | "boolean" | "json";

/** A column for a key that a later stage has added to the pairs, such as a score. Its cells may be empty. */
export type ExtraColumn = {
  /** The key of the pair, and the name of the column. */
  name: string;
  type: ExtraColumnType;
};

const OWN_KEYS: ReadonlySet<string> = new Set(pairColumns.map(({ key }) => key));
const OWN_NAMES: ReadonlySet<string> = new Set(pairColumns.map(({ element }) => element.name));

/** Whether a column or key isn't one of those that every pair has. */
export function isExtraName(name: string): boolean {
  return !OWN_NAMES.has(name) && !OWN_KEYS.has(name);
}

/**
 * Columns for the keys that pairs don't have themselves, in the order of their first appearance: numbers become `"double"`,
 * texts `"string"`, truth values `"boolean"`, and everything else `"json"`.
 */
export function inferExtraColumns(pairs: readonly ImageTextPair[]): ExtraColumn[] {
  const types = new Map<string, ExtraColumnType>();
  for (const pair of pairs) {
    for (const [name, value] of Object.entries(pair)) {
      if (OWN_KEYS.has(name) || value === undefined || value === null) continue;
      const type = typeOf(value);
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
    case "boolean":
      return "boolean";
    default:
      return "json";
  }
}

/** @throws Alt2imgError `dataset/parquet-column` for a name that a column of every pair has, or that is there twice */
export function extraColumns(wanted: readonly ExtraColumn[]): Column[] {
  const names = wanted.map(({ name }) => name);
  const taken = names.find((name, i) => !isExtraName(name) || names.indexOf(name) !== i);
  if (taken !== undefined) {
    throw new Alt2imgError(
      "dataset/parquet-column",
      `There is already a column for “${taken}”. Give each extra column a different name.`,
    );
  }
  return wanted.map(({ name, type }) => {
    const { element, accepts } = kinds[type](name);
    const cell = (pair: ImageTextPair): unknown => {
      const value: unknown = Object.hasOwn(pair, name) ? Reflect.get(pair, name) : undefined;
      if (value === undefined || value === null) return null;
      if (accepts(value)) return value;
      throw new Alt2imgError(
        "dataset/parquet-column",
        `The column “${name}” has the type ${type}, but a pair has ${JSON.stringify(value)} there. Convert the value, or give the column another type.`,
      );
    };
    return { element, key: name, cell };
  });
}

/** @throws Alt2imgError `dataset/parquet-column` when the pair has a key without a column: it would be lost */
export function checkExtraKeys(pair: ImageTextPair, columns: readonly Column[]): void {
  const lost = Object.keys(pair).find((name) => columns.every(({ key }) => key !== name));
  if (lost === undefined) return;
  throw new Alt2imgError(
    "dataset/parquet-column",
    `A pair has the key “${lost}”, for which the file has no column, so it would be lost. Add it to \`columns\`, or remove it from the pairs.`,
  );
}

type Kind = { element: Column["element"]; accepts: (value: unknown) => boolean };

const kinds: Record<ExtraColumnType, (name: string) => Kind> = {
  string: (name) => ({ element: string(name, "OPTIONAL"), accepts: (value) => typeof value === "string" }),
  double: (name) => ({ element: number(name, "DOUBLE"), accepts: (value) => typeof value === "number" }),
  float: (name) => ({ element: number(name, "FLOAT"), accepts: (value) => typeof value === "number" }),
  int32: (name) => ({
    element: number(name, "INT32"),
    accepts: (value) => typeof value === "number" && (value | 0) === value,
  }),
  boolean: (name) => ({
    element: { name, type: "BOOLEAN", repetition_type: "OPTIONAL" },
    accepts: (value) => typeof value === "boolean",
  }),
  json: (name) => ({
    element: { name, type: "BYTE_ARRAY", converted_type: "JSON", repetition_type: "OPTIONAL" },
    accepts: () => true,
  }),
};
