import { Alt2imgError, type ImageTextPair, type RandomAccessBytes } from "@alt2img/core";
import type { Compressors } from "hyparquet";
import { checkPair } from "../jsonl/check-pair.js";
import { type PairReader, type Problem, pairReader, type ReadPairsOptions } from "../pair-reader.js";
import { setOwn } from "../set-own.js";
import { OPT_OUT_SEPARATOR, pairColumns } from "./columns.js";
import { type ExtraColumn, isExtraName } from "./extra-columns.js";
import { parquetRecords } from "./parquet-records.js";
import type { Shard } from "./shard.js";

export type ReadParquetOptions = ReadPairsOptions & {
  /** Decompressors by codec, such as those of hyparquet-compressors; SNAPPY and ZSTD don't need one, nor in Node GZIP and BROTLI. */
  decompressors?: Compressors | undefined;
};

/**
 * Reads pairs back from Parquet files of `writeParquet`, with one row group in memory. Columns that pairs don't have
 * themselves (a score, a hash) become keys of the pair. It can read other programs' files if they have the columns `URL`,
 * `TEXT`, `page` and `source`.
 *
 * Diagnostics: `dataset/parquet-pair`.
 *
 * @param file random access to the file: `openFile`, `openUrl`, `openBlob` or `openBytes` of `@alt2img/core`
 * @throws Alt2imgError `dataset/not-parquet`; `dataset/parquet-columns` when a column is missing; with `strict` at a bad row
 */
export function readParquet(file: RandomAccessBytes, options: ReadParquetOptions = {}): PairReader {
  return pairReader(options, (report) => readPairs(file, options, report));
}

async function* readPairs(
  file: RandomAccessBytes,
  { filename, decompressors, onProgress, signal }: ReadParquetOptions,
  report: (problem: Problem) => void,
): AsyncGenerator<ImageTextPair, void, undefined> {
  const name = filename ?? file.name ?? "The file";
  const choose = ({ columns }: Shard): readonly ExtraColumn[] => checkColumns(columns, name);
  const onRead = (done: number, total: number): void => onProgress?.({ stage: "read", done, total, unit: "pairs" });
  for await (const { row, found } of parquetRecords(file, choose, { name, decompressors, signal, onRead })) {
    const checked = checkPair(writtenPair(found));
    if ("pair" in checked) yield checked.pair;
    else {
      const message = `${checked.problem}; skipped the row.`;
      report({ code: "dataset/parquet-pair", place: `row ${row + 1}`, message });
    }
  }
}

/** @throws Alt2imgError `dataset/parquet-columns` */
function checkColumns(columns: readonly ExtraColumn[], filename: string): readonly ExtraColumn[] {
  const names = columns.map(({ name }) => name);
  const missing = pairColumns
    .filter(({ element }) => element.repetition_type === "REQUIRED" && !names.includes(element.name))
    .map(({ element }) => element.name);
  if (missing.length === 0) return columns;
  throw new Alt2imgError(
    "dataset/parquet-columns",
    `${filename} doesn't have the columns ${missing.join(", ")}; it has ${names.join(", ")}. Rename its columns, or read it with readRows of @alt2img/dataset/store.`,
  );
}

/** Keys of a pair in the order in which pairs are made, so that JSON Lines survive a round trip. */
const KEY_ORDER = ["imageUrl", "text", "source", "pageUrl"];

const ownColumns = pairColumns.toSorted((a, b) => place(a.key) - place(b.key));

function place(key: string): number {
  const place = KEY_ORDER.indexOf(key);
  return place === -1 ? KEY_ORDER.length : place;
}

/** The row with the keys of a pair, as in JSON Lines. */
export function writtenPair(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const pair: Record<string, unknown> = {};
  const add = (key: string, value: unknown): void => {
    if (value !== null && value !== undefined) setOwn(pair, key, plainNumber(value));
  };
  for (const { element, key } of ownColumns) {
    const value = row[element.name];
    add(key, key === "optOut" && typeof value === "string" ? value.split(OPT_OUT_SEPARATOR) : value);
  }
  for (const [name, value] of Object.entries(row)) if (isExtraName(name)) add(name, value);
  return pair;
}

/** 64-bit integers are read as bigint, which JSON doesn't have; safe integers become numbers. */
export function plainNumber(value: unknown): unknown {
  return typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
