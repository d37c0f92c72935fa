import type { RandomAccessBytes } from "@alt2img/core";
import { readLines } from "../bytes/read-lines.js";

/** Below this many bytes, reading on is faster than another step of the search. */
const SCAN_BYTES = 64 << 10;
/** Enough for a line, at first. */
export const STEP_BYTES: number = 4 << 10;
const LINE_FEED = 10;

/**
 * Lines of a file that is sorted by key (what stands before the first space), from one with a lesser key than `key`
 * on, or from the first: about log₂(size / 64 KiB) small parts of the file are read to find it, and then on to where
 * the caller stops.
 */
export async function* linesFrom(
  file: RandomAccessBytes,
  key: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void, undefined> {
  yield* readLines(chunks(file, await lowerBound(file, key, signal), signal));
}

export function keyOf(line: string): string {
  const space = line.indexOf(" ");
  return space < 0 ? line : line.slice(0, space);
}

/** The start of a line before which every key is less than `key`, and near to the first that is not. */
async function lowerBound(file: RandomAccessBytes, key: string, signal: AbortSignal | undefined): Promise<number> {
  // `low` is the start of a line with all keys before it less; no line that starts in [high, …) is needed.
  let low = 0;
  let high = file.byteLength;
  while (high - low > SCAN_BYTES) {
    signal?.throwIfAborted();
    const middle = Math.floor((low + high) / 2);
    const line = await firstLineFrom(file, { position: middle, limit: high, signal });
    if (line === undefined || !(keyOf(line.text) < key)) high = middle;
    else low = line.start;
  }
  return low;
}

/** The first line that starts at `position` or later, but before `limit`. */
async function firstLineFrom(
  file: RandomAccessBytes,
  { position, limit, signal }: { position: number; limit: number; signal: AbortSignal | undefined },
): Promise<{ start: number; text: string } | undefined> {
  for (let bytes = STEP_BYTES; ; bytes *= 4) {
    const end = Math.min(position + bytes, file.byteLength);
    // One byte earlier: a line starts at `position` if a line feed stands before it.
    const part = new Uint8Array(await file.slice(position - 1, end, { signal }));
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
    yield new Uint8Array(await file.slice(start, Math.min(start + SCAN_BYTES, file.byteLength), { signal }));
  }
}
