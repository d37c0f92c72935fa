import { startsArcRecord, startsWarcRecord } from "./record-start.js";

const LF = 10;
const CR = 13;

/** Where a line in `[from, to)` starts a record; -1 if none does. A line that has its LF before `from` counts. */
export function findRecordStart(bytes: Uint8Array, from: number, to: number, { arc }: { arc: boolean }): number {
  let at = from > 0 && bytes[from - 1] === LF ? from : bytes.indexOf(LF, from) + 1;
  while (at > 0 && at < to) {
    if (startsWarcRecord(bytes, at) || (arc && startsArcRecord(bytes, at))) return at;
    at = bytes.indexOf(LF, at) + 1;
  }
  return -1;
}

/** Whether `\r\n\r\n` stands at `at`. */
export function hasTwoCrlfs(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === CR && bytes[at + 1] === LF && bytes[at + 2] === CR && bytes[at + 3] === LF;
}

export const isLineEnd = (byte: number | undefined): boolean => byte === CR || byte === LF;

/** How many CR and LF stand at `at`. */
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

/** How many lines end in `[from, to)`, counted up to `enough`. */
export function countLines(bytes: Uint8Array, from: number, to: number, enough: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF, from); at !== -1 && at < to && lines < enough; at = bytes.indexOf(LF, at + 1))
    lines++;
  return lines;
}
