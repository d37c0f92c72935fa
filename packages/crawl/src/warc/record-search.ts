import { findBytes } from "../bytes/find-bytes.js";
import { arcRecordInLine, startsArcRecord, startsWarcRecord, WARC_SLASH } from "./record-start.js";

const LF = 10;
const CR = 13;
/** A search for the start of a record must see this many bytes of it. */
export const RECORD_START = 4096;

/**
 * Where a record starts in `[from, to)`; -1 if nowhere. It starts with a line, which may begin at `from`. Where the record
 * before it was cut off, it may also start inside a line, if enough of its header follows.
 */
export function findRecordStart(bytes: Uint8Array, from: number, to: number, { arc }: { arc: boolean }): number {
  let at = from > 0 && bytes[from - 1] === LF ? from : -1;
  for (let lineStart = from; ; ) {
    if (at !== -1 && at < to && (startsWarcRecord(bytes, at) || (arc && startsArcRecord(bytes, at)))) return at;
    const found = bytes.indexOf(LF, lineStart);
    const lineEnd = found === -1 || found >= to ? to : found;
    // Line by line, because a search to the end would be repeated for each line that only looks like a record's start.
    const inside = findWarcHeader(bytes, lineStart, lineEnd);
    if (inside !== -1 || lineEnd === to) return inside;
    const header = arc ? arcRecordInLine(bytes, lineStart, lineEnd) : -1;
    if (header !== -1) return header;
    at = lineStart = lineEnd + 1;
  }
}

/** Where in `[from, to)` a WARC record certainly starts, also inside a line: with a version line and a field of WARC's. */
export function findWarcHeader(bytes: Uint8Array, from: number, to: number): number {
  const searched = bytes.subarray(0, to);
  let at = findBytes(searched, WARC_SLASH, from);
  while (at !== -1) {
    const text = String.fromCharCode(...bytes.subarray(at, at + 64));
    if (/^WARC\/\d\.\d+[ \t]*\r{0,2}\n(?:WARC-[\w-]+|Content-(?:Type|Length))[ \t]*:/i.test(text)) return at;
    at = findBytes(searched, WARC_SLASH, at + 1);
  }
  return -1;
}

/** Whether there is `\r\n\r\n` at `at`. */
export function hasTwoCrlfs(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === CR && bytes[at + 1] === LF && bytes[at + 2] === CR && bytes[at + 3] === LF;
}

export const isLineEnd = (byte: number | undefined): boolean => byte === CR || byte === LF;

/** How many CRs and LFs there are at `at`. */
export function lineEndsAt(bytes: Uint8Array, at: number): number {
  let end = at;
  while (isLineEnd(bytes[end])) end++;
  return end - at;
}

/** `to` without up to two line ends before it: LF, CRLF or CR CR LF. */
export function withoutLineEnds(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  for (let lines = 0; lines < 2 && end > from && bytes[end - 1] === LF; lines++) {
    end--;
    for (let crs = 0; crs < 2 && end > from && bytes[end - 1] === CR; crs++) end--;
  }
  return end;
}

/** Where the last `count` lines of `[from, to)` start, which ends with a line; `from` if there are no more. */
export function startOfLastLines(bytes: Uint8Array, from: number, to: number, count: number): number {
  let start = to;
  for (let lines = 0; lines < count && start > from; lines++) start = bytes.lastIndexOf(LF, start - 2) + 1;
  return Math.max(start, from);
}
