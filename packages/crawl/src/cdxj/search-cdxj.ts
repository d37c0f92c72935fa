import { Alt2imgError, type OnDiagnostic } from "@alt2img/core";
import { readLines } from "../bytes/read-lines.js";
import type { Capture } from "./capture.js";
import { keyRange, type MatchType } from "./key-range.js";
import { parseCdxHeader, parseCdxLine } from "./parse-cdx-line.js";

/** Bytes of which any part can be read. An `AsyncBuffer` of hyparquet is one. */
export type RandomAccessBytes = {
  readonly byteLength: number;
  /** The bytes from `start` up to `end` (exclusive), both within the file. */
  slice(start: number, end: number): ArrayBuffer | Uint8Array | Promise<ArrayBuffer | Uint8Array>;
};

export type SearchCdxjOptions = {
  /** Default `"exact"`. */
  matchType?: MatchType;
  signal?: AbortSignal;
  /** Told of a number in a matching line that is none: `crawl/cdx-field`. */
  onDiagnostic?: OnDiagnostic;
};

/** Below this many bytes, reading on is faster than another step of the search. */
const SCAN_BYTES = 64 << 10;
const STEP_BYTES = 4 << 10;
const LINE_FEED = 10;

/**
 * The captures of a URL, or of all URLs below one, in a sorted index file (CDXJ or CDX, not compressed). About
 * log₂(size / 64 KiB) small parts of the file are read, and then the captures that match.
 *
 * @param file see `blobBytes`, and `openFileBytes` of `@alt2img/crawl/node`
 * @throws Alt2imgError `crawl/cdx-line` for a matching line that is none; `crawl/cdx-columns` for a CDX file whose first
 *   column is not the urlkey; what `surt` and `file.slice` throw
 */
export async function* searchCdxj(
  file: RandomAccessBytes,
  url: string,
  { matchType = "exact", signal, onDiagnostic }: SearchCdxjOptions = {},
): AsyncGenerator<Capture, void, undefined> {
  signal?.throwIfAborted();
  const { start, end, matches } = keyRange(url, matchType);
  const columns = await readColumns(file);
  const parseOptions = { ...(columns && { columns }), ...(onDiagnostic && { onDiagnostic }) };
  const from = await lowerBound(file, start, signal);
  for await (const line of readLines(chunks(file, from, signal))) {
    const key = keyOf(line);
    if (key < start || line.startsWith("!") || line === "") continue;
    if (key >= end) return;
    if (matches(key)) yield parseCdxLine(line, parseOptions);
  }
}

/** A `Blob` or `File` to search in. */
export function blobBytes(blob: Blob): RandomAccessBytes {
  return { byteLength: blob.size, slice: (start, end) => blob.slice(start, end).arrayBuffer() };
}

/** The start of a line before which every key is less than `key`, and near to the first that is not. */
async function lowerBound(file: RandomAccessBytes, key: string, signal: AbortSignal | undefined): Promise<number> {
  // `low` is the start of a line with all keys before it less; no line that starts in [high, …) is needed.
  let low = 0;
  let high = file.byteLength;
  while (high - low > SCAN_BYTES) {
    signal?.throwIfAborted();
    const middle = Math.floor((low + high) / 2);
    const line = await firstLineFrom(file, middle, high);
    if (line === undefined || !(keyOf(line.text) < key)) high = middle;
    else low = line.start;
  }
  return low;
}

/** The first line that starts at `position` or later, but before `limit`. */
async function firstLineFrom(
  file: RandomAccessBytes,
  position: number,
  limit: number,
): Promise<{ start: number; text: string } | undefined> {
  for (let bytes = STEP_BYTES; ; bytes *= 4) {
    const end = Math.min(position + bytes, file.byteLength);
    // One byte earlier: a line starts at `position` if a line feed stands before it.
    const part = await slice(file, position - 1, end);
    const start = part.indexOf(LINE_FEED) + 1;
    if (start > 0 && position - 1 + start >= limit) return undefined;
    const lineEnd = part.indexOf(LINE_FEED, start);
    if (start > 0 && (lineEnd >= 0 || end === file.byteLength)) {
      const text = new TextDecoder().decode(part.subarray(start, lineEnd < 0 ? undefined : lineEnd));
      return text === "" && lineEnd < 0 ? undefined : { start: position - 1 + start, text };
    }
    if (end === file.byteLength) return undefined;
  }
}

async function* chunks(
  file: RandomAccessBytes,
  from: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let start = from; start < file.byteLength; start += SCAN_BYTES) {
    signal?.throwIfAborted();
    yield await slice(file, start, Math.min(start + SCAN_BYTES, file.byteLength));
  }
}

async function slice(file: RandomAccessBytes, start: number, end: number): Promise<Uint8Array> {
  const part = await file.slice(start, end);
  return part instanceof Uint8Array ? part : new Uint8Array(part);
}

async function readColumns(file: RandomAccessBytes): Promise<string[] | undefined> {
  const beginning = await slice(file, 0, Math.min(file.byteLength, STEP_BYTES));
  const columns = parseCdxHeader(new TextDecoder().decode(beginning).split(/\r?\n/, 1)[0]!);
  if (columns !== undefined && columns[0] !== "N" && columns[0] !== "A") {
    throw new Alt2imgError(
      "crawl/cdx-columns",
      `The first column of the index is “${columns[0]}”; only one that is sorted by urlkey (“N”) can be searched.`,
    );
  }
  return columns;
}

function keyOf(line: string): string {
  const space = line.indexOf(" ");
  return space < 0 ? line : line.slice(0, space);
}
