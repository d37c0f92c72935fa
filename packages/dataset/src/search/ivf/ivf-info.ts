import { asObject, asString, type RandomAccessBytes } from "@alt2img/core";
import { ivfError } from "./ivf-error.js";

/** What the cells' file says about the index, as JSON in its Parquet metadata. */
export type IvfInfo = {
  readonly version: 1;
  readonly dimension: number;
  /** Of the rotation of sketches. */
  readonly seed: number;
  /** In the order of the input. */
  readonly shards: readonly { readonly name: string; readonly rows: number }[];
};

export const INFO_KEY = "alt2img:ivf";

/** @throws Alt2imgError `dataset/ivf` */
export function parseIvfInfo(file: RandomAccessBytes, text: string | undefined): IvfInfo {
  if (text === undefined) throw ivfError(file, `has no metadata ${INFO_KEY}`);
  try {
    const { version, dimension, seed, shards } = asObject(JSON.parse(text)) ?? {};
    const count = wholeNumber(dimension);
    const list = Array.isArray(shards) ? shards.map(parseShard) : undefined;
    const known = version === 1 && typeof seed === "number" && Number.isSafeInteger(seed);
    if (known && count !== undefined && count > 0 && list !== undefined) {
      return { version: 1, dimension: count, seed, shards: list };
    }
  } catch (cause) {
    throw ivfError(file, `has metadata ${INFO_KEY} that can't be read`, cause);
  }
  throw ivfError(file, `has metadata ${INFO_KEY} of another version, or without a dimension, seed or shards`);
}

function parseShard(value: unknown): { name: string; rows: number } {
  const { name, rows } = asObject(value) ?? {};
  const [text, count] = [asString(name), wholeNumber(rows)];
  if (text === undefined || count === undefined) throw new Error("a shard needs a name and a number of rows");
  return { name: text, rows: count };
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
