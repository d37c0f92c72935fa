import { findArcHeader, parseArcHeader } from "../arc/arc-header.js";
import { decodeText } from "./decode-text.js";

/** `WARC/` */
export const WARC_SLASH: Uint8Array = /* @__PURE__ */ Uint8Array.of(0x57, 0x41, 0x52, 0x43, 0x2f);
const LF = 10;
const CR = 13;
/** Longer lines aren't tried as the header of an ARC record. */
const ARC_LINE = 4096;

/** Whether there is `WARC/` and a digit at `at`, in upper or lower case (jhove has a valid file with `warc/1.0`). */
export function startsWarcRecord(bytes: Uint8Array, at = 0): boolean {
  for (let i = 0; i < 4; i++) if ((bytes[at + i]! & 0xdf) !== WARC_SLASH[i]) return false;
  return bytes[at + 4] === WARC_SLASH[4] && isDigit(bytes[at + 5]);
}

/** The length of a UTF-8 byte order mark at `at`, before a WARC record: 3, or 0 if there is none. */
export function markBeforeRecord(bytes: Uint8Array, at: number): number {
  const isMark = bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
  return isMark && startsWarcRecord(bytes, at + 3) ? 3 : 0;
}

/** Whether there is the header line of an ARC record at `at`. */
export function startsArcRecord(bytes: Uint8Array, at = 0): boolean {
  // A URL begins with a letter: this excludes most places.
  const letter = bytes[at]! & 0xdf;
  if (!(letter >= 0x41 && letter <= 0x5a)) return false;
  const window = bytes.subarray(at, at + ARC_LINE);
  const lineEnd = window.indexOf(LF);
  return lineEnd > 0 && parseArcHeader(lineText(window, lineEnd)) !== undefined;
}

/** Where in the line `[from, lineEnd)` the header of an ARC record begins, after a record that was cut off; -1 if nowhere. */
export function arcRecordInLine(bytes: Uint8Array, from: number, lineEnd: number): number {
  const end = bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
  // A header ends with a length: this excludes most lines.
  if (!isDigit(bytes[end - 1])) return -1;
  const start = Math.max(from, end - ARC_LINE);
  const at = findArcHeader(String.fromCharCode(...bytes.subarray(start, end)));
  return at === -1 ? -1 : start + at;
}

const isDigit = (byte = 0): boolean => byte >= 0x30 && byte <= 0x39;

/** Whether a record of either format starts at `at`. */
export function startsRecord(bytes: Uint8Array, at = 0): boolean {
  return startsWarcRecord(bytes, at) || startsArcRecord(bytes, at);
}

/** The line that ends with the LF at `lineEnd`, without its line end. */
export function lineText(bytes: Uint8Array, lineEnd: number): string {
  return decodeText(bytes.subarray(0, bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd));
}
