import {
  Alt2imgError,
  countDiagnostic,
  type DiagnosticCounts,
  type OnDiagnostic,
  type OnProgress,
  type RandomAccessBytes,
} from "@alt2img/core";
import type { Compressors } from "hyparquet";
import { readLines } from "../../jsonl/lines.js";
import type { ExtraColumn } from "../../parquet/extra-columns.js";
import { parquetRecords } from "../../parquet/parquet-records.js";
import type { Shard } from "../../parquet/shard.js";
import { readOnce } from "../../read-once.js";
import type { DatasetRow } from "../dataset-row.js";
import { csvRecords } from "./csv-records.js";
import { parseJson } from "./parse-json.js";
import { namedRow } from "./row-names.js";
import { type FoundSample, tarSamples } from "./samples.js";
import { type RowFormat, SNIFFED_BYTES, sniffFormat } from "./sniff-format.js";

export type ReadRowsOptions = {
  /** The file's name, for messages. Default: its own. */
  filename?: string | undefined;
  /** Reads pictures, too, as the column `image`. Default `false`. */
  pictures?: boolean | undefined;
  /** Decompressors by codec, such as those of hyparquet-compressors; SNAPPY and ZSTD don't need one, nor in Node GZIP and BROTLI. */
  decompressors?: Compressors | undefined;
  /** Called for each row that can't be read, which is skipped. */
  onDiagnostic?: OnDiagnostic | undefined;
  /** Stage `"read"`, in records. */
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

/** The rows of a file, in their order, to loop over once. */
export type RowReader = AsyncIterable<DatasetRow> & {
  readonly format: RowFormat | "files";
  /** How many diagnostics of each code there have been so far. */
  readonly diagnosticCounts: DiagnosticCounts;
};

type FoundRecord = FoundSample & { line?: number };

/**
 * Rows from a file of another program, with the names and types of a dataset: LAION's metadata in Parquet, what img2dataset
 * writes (Parquet, a webdataset tar), CSV with a header, JSON Lines, or a JSON array. What the file is, its bytes say, never its
 * name. A row without an address or a text, a line that isn't JSON, or a failed download of img2dataset, is a diagnostic,
 * `dataset/row`, which is counted.
 *
 * @throws Alt2imgError `dataset/unknown-format` for any other format; from the loop `dataset/not-parquet`, `dataset/tar`,
 *   `dataset/csv`, `dataset/json`
 */
export async function readRows(file: RandomAccessBytes, options: ReadRowsOptions = {}): Promise<RowReader> {
  const { filename = file.name ?? "The file", signal } = options;
  const head = new Uint8Array(await file.slice(0, Math.min(SNIFFED_BYTES, file.byteLength), { signal }));
  const format = sniffFormat(head);
  if (format === undefined) {
    throw new Alt2imgError(
      "dataset/unknown-format",
      `${filename} is neither Parquet, a tar, JSON, JSON Lines nor CSV with a header, by its first bytes (${describe(head)}). Give a file in one of these formats.`,
    );
  }
  return rowReader(format, readers[format](file, { ...options, filename }), { ...options, filename });
}

/** A reader of what was found, with its names and types, or a diagnostic. */
export function rowReader(
  format: RowReader["format"],
  source: AsyncIterable<FoundRecord>,
  { filename, signal, onDiagnostic, onProgress }: ReaderOptions,
): RowReader {
  const diagnosticCounts: DiagnosticCounts = {};
  async function* rows(): AsyncGenerator<DatasetRow> {
    let done = 0;
    for await (const each of source) {
      signal?.throwIfAborted();
      const named = "found" in each ? namedRow(each.found) : each;
      if ("row" in named) yield named.row;
      else {
        const message = `${filename}, ${each.place}: ${named.problem}; skipped the row.`;
        const line = each.line === undefined ? {} : { line: each.line };
        const diagnostic = { code: "dataset/row", message, filename, ...line };
        countDiagnostic(diagnosticCounts, diagnostic);
        onDiagnostic?.(diagnostic);
      }
      if (++done % 1000 === 0) onProgress?.({ stage: "read", done, unit: "records" });
    }
    onProgress?.({ stage: "read", done, total: done, unit: "records" });
  }
  return Object.assign(readOnce(rows()), { format, diagnosticCounts });
}

function describe(head: Uint8Array): string {
  return head.length === 0 ? "it is empty" : JSON.stringify(String.fromCharCode(...head.subarray(0, 12)));
}

export type ReaderOptions = ReadRowsOptions & { filename: string };

const readers: Record<RowFormat, (file: RandomAccessBytes, options: ReaderOptions) => AsyncGenerator<FoundRecord>> = {
  parquet: parquetRows,
  tar: (file, { pictures = false, signal }) => tarSamples(file, { pictures, signal }),
  jsonl: jsonLines,
  json: jsonArray,
  csv: csvRows,
};

async function* parquetRows(
  file: RandomAccessBytes,
  { filename, pictures = false, decompressors, signal }: ReaderOptions,
): AsyncGenerator<FoundRecord> {
  const columns = (shard: Shard): ExtraColumn[] => shard.columns.filter(({ type }) => pictures || type !== "bytes");
  for await (const { row, found } of parquetRecords(file, columns, { name: filename, decompressors, signal })) {
    yield { place: `row ${row + 1}`, found };
  }
}

const CHUNK = 1 << 20;

async function* chunks(file: RandomAccessBytes, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.byteLength; start += CHUNK) {
    signal?.throwIfAborted();
    yield new Uint8Array(await file.slice(start, Math.min(start + CHUNK, file.byteLength), { signal }));
  }
}

async function* jsonLines(file: RandomAccessBytes, { signal }: ReaderOptions): AsyncGenerator<FoundRecord> {
  for await (const { line, text, problem } of readLines(chunks(file, signal))) {
    const place = `line ${line}`;
    if (problem !== undefined) yield { place, line, problem: problem.message };
    else if (text.trim() !== "") yield { place, line, ...objectOf(() => parseJson(text)) };
  }
}

function objectOf(read: () => unknown): { found: Record<string, unknown> } | { problem: string } {
  try {
    const value = read();
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { found: { ...value } };
    return { problem: "it isn't a JSON object" };
  } catch {
    return { problem: "it isn't JSON" };
  }
}

/** A JSON array is parsed as a whole; larger files should be JSON Lines. */
const MAX_JSON_BYTES = 256 * 1024 * 1024;

async function* jsonArray(file: RandomAccessBytes, { filename, signal }: ReaderOptions): AsyncGenerator<FoundRecord> {
  const bad = (what: string): Alt2imgError => new Alt2imgError("dataset/json", `${filename} ${what}.`);
  if (file.byteLength > MAX_JSON_BYTES) {
    throw bad(`has ${file.byteLength} bytes, too many for one JSON value; write JSON Lines, an object in each line`);
  }
  const text = new TextDecoder().decode(await file.slice(0, file.byteLength, { signal }));
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw new Alt2imgError(
      "dataset/json",
      `${filename} isn't JSON: ${cause instanceof Error ? cause.message : cause}.`,
      { cause },
    );
  }
  for (const [i, each] of (Array.isArray(value) ? value : [value]).entries()) {
    yield { place: `item ${i + 1}`, ...objectOf(() => each) };
  }
}

async function* csvRows(file: RandomAccessBytes, { filename, signal }: ReaderOptions): AsyncGenerator<FoundRecord> {
  async function* texts(): AsyncGenerator<string> {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    try {
      for await (const chunk of chunks(file, signal)) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof TypeError)
        throw new Alt2imgError("dataset/csv", `${filename} isn't UTF-8. Convert it.`, { cause });
      throw cause;
    }
  }
  const head = new TextDecoder().decode(await file.slice(0, Math.min(SNIFFED_BYTES, file.byteLength), { signal }));
  let header: string[] | undefined;
  for await (const { line, fields } of csvRecords(texts(), separatorOf(head))) {
    const place = `line ${line}`;
    if (header === undefined) header = fields;
    else if (fields.length === header.length) {
      yield { place, line, found: Object.fromEntries(header.map((name, i) => [name, fields[i]])) };
    } else yield { place, line, problem: `it has ${fields.length} fields; the header has ${header.length}` };
  }
}

/** What most often separates the header's fields. */
function separatorOf(head: string): string {
  const header = head.split(/\r?\n/, 1)[0]!;
  const counts = [",", "\t", ";"].map((separator) => header.split(separator).length);
  return [",", "\t", ";"][counts.indexOf(Math.max(...counts))]!;
}
