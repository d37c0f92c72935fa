import { decodeText } from "../warc/decode-text.js";
import { findHeadEnd } from "../warc/head-end.js";
import { parseHead } from "../warc/header-fields.js";
import type { HttpHead } from "../warc/record.js";
import type { RecordHead } from "../warc/record-head.js";

const HTTP_SLASH = [0x48, 0x54, 0x54, 0x50, 0x2f];
const DIGIT_1 = 0x31;
const LF = 10;
const STATUS_LINE = /^[A-Za-z]+(?:\/\d+(?:\.\d+)?)?[ \t]+(\d{3})(?!\d)/;
const REQUEST_LINE = /^([A-Za-z]+)[ \t]+\S/;
/** 101 is the last response on its connection; every other 1xx comes before another response. */
const INTERIM = /^HTTP\/\d(?:\.\d)?[ \t]+1(?!01)\d\d(?!\d)/;
const FIELD = /^[!#$%&'*+\-.^_`|~\w]+[ \t]*:/;
/** How much of a block contains its status line. */
export const HTTP_START = 64;

/** What a block contains: `"missing"` for a record that should contain an HTTP message, but doesn't. */
export type BlockKind = "message" | "missing" | "other";

/**
 * Whether the block of a record is an HTTP message. If it is declared as a response, it must begin with a status line. If it
 * is declared as something else, or not at all, it is a message if it begins with a status line (in ARC, and in WARCs with the
 * type of the page instead of `application/http`).
 *
 * @param block its first `HTTP_START` bytes, or all of it
 */
export function blockKind({ format, type, headers }: RecordHead, block: Uint8Array): BlockKind {
  const isResponse = type === "response" || type === "revisit";
  if (format === "warc" && /^application\/http\b/i.test(headers.get("Content-Type") ?? "")) {
    if (!isResponse || startsWithHttp(block, 0)) return "message";
    return STATUS_LINE.test(decodeText(block.subarray(0, HTTP_START))) ? "message" : "missing";
  }
  return isResponse && startsWithHttp(block, 0) ? "message" : "other";
}

const startsWithHttp = (bytes: Uint8Array, at: number): boolean =>
  HTTP_SLASH.every((byte, i) => bytes[at + i] === byte);

/** Where in a block the head of its message is, including the empty line after it. */
export type MessageHead = { start: number; end: number };

/** A head that starts at `start`; `end` is `undefined` if its end isn't in the bytes. */
export type FoundMessageHead = {
  start: number;
  end: number | undefined;
  /** Whether it belongs to an interim response, without a final one after it. */
  isInterim: boolean;
};

/**
 * Finds the head of the HTTP message in `[from, to)`, after any interim responses (100, 103, …).
 *
 * @param options.isAll nothing of the block comes after `to`
 * @see RFC 9110, §15.2, https://www.rfc-editor.org/rfc/rfc9110#section-15.2
 */
export function findMessageHead(
  bytes: Uint8Array,
  from: number,
  to: number,
  { isAll }: { isAll: boolean },
): FoundMessageHead {
  for (let start = from; ; ) {
    const end = findHeadEnd(bytes, start, to)?.end;
    if (end === undefined || !isInterim(bytes, start)) return { start, end, isInterim: false };
    if (end + HTTP_SLASH.length > to && !isAll) return { start, end: undefined, isInterim: true };
    if (end + HTTP_SLASH.length > to || !startsWithHttp(bytes, end)) return { start, end, isInterim: true };
    start = end;
  }
}

function isInterim(bytes: Uint8Array, at: number): boolean {
  // `HTTP/1.1 1xx` or `HTTP/2 1xx`: this excludes nearly all messages.
  if (bytes[at + 9] !== DIGIT_1 && bytes[at + 7] !== DIGIT_1) return false;
  return INTERIM.test(decodeText(bytes.subarray(at, at + HTTP_START)));
}

/** Where a head without an empty line ends: at the first line that can't be a header field. */
export function endOfFields(bytes: Uint8Array, from: number, to: number): number {
  let lineStart = bytes.indexOf(LF, from) + 1;
  while (lineStart > 0 && lineStart < to) {
    const lineEnd = bytes.indexOf(LF, lineStart);
    const line = decodeText(bytes.subarray(lineStart, lineEnd === -1 ? to : Math.min(lineEnd, to)));
    if (!FIELD.test(line) && !/^[ \t]/.test(line)) return lineStart;
    lineStart = lineEnd + 1;
  }
  return to;
}

/**
 * Parses the head of an HTTP message.
 * @see RFC 9112, §2, https://www.rfc-editor.org/rfc/rfc9112#section-2
 */
export function parseHttpHead(bytes: Uint8Array): HttpHead {
  const { startLine, headers } = parseHead(decodeText(bytes));
  const status = STATUS_LINE.exec(startLine)?.[1];
  if (status !== undefined) return { status: Number(status), startLine, headers };
  const method = REQUEST_LINE.exec(startLine)?.[1];
  return { ...(method === undefined ? {} : { method }), startLine, headers };
}
