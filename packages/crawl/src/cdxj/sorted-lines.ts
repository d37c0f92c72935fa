import type { RandomAccessBytes } from "@alt2img/core";
import { readLines } from "../bytes/read-lines.js";

/** Below this many bytes, reading them all is faster than another step of the search. */
const SCAN_BYTES = 64 << 10;
/** How much is read at first to find a line: usually enough. */
export const STEP_BYTES: number = 4 << 10;
const LINE_FEED = 10;

/**
 * Lines of a file that is sorted by key (the text before the first space), starting at a line whose key is less than
 * `key`, or at the first line. It reads about log₂(size / 64 KiB) small parts of the file to find that line, and then
 * continues until the caller stops.
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

/** The start of a line before which every key is less than `key`, close to the first line for which that isn't so. */
async function lowerBound(file: RandomAccessBytes, key: string, signal: AbortSignal | undefined): Promise<number> {
  // `low` is the start of a line, and all keys before it are less; no line that starts in [high, …) is needed.
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
    // One byte earlier: a line starts at `position` if the byte before it is a line feed.
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
