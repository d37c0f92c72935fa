import { Alt2imgError } from "@alt2img/core";
import { encodeWindows1252 } from "./decode-text.js";
import type { Headers } from "./record.js";

/** A start line and the header fields under it. */
export type Head = {
  startLine: string;
  headers: Headers;
  /** Lines that are neither a field nor the continuation of one. */
  strayLines: string[];
  /** A line ends in LF without CR. */
  hasBareLf: boolean;
  /** A line ends in CR CR LF. */
  hasDoubledCr: boolean;
};

/**
 * Parses a WARC header or an HTTP head: lines that end in CRLF (or LF, or CR CR LF), up to the empty line. A line that starts
 * with white space continues the field before it.
 *
 * @param text with or without the empty line
 * @param byteLength how many bytes the text was decoded from; with it, `writtenHead` can return them
 * @see WARC 1.1, §4 and annex B (`named-field`, `LWS`), https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
 */
export function parseHead(text: string, byteLength?: number): Head {
  const entries: [string, string][] = [];
  const strayLines: string[] = [];
  const startLineFeed = lineFeed(text, 0);
  let hasBareLf = endsBare(text, startLineFeed);
  let hasDoubledCr = withoutCr(text, startLineFeed) === startLineFeed - 2;
  let colon = -1;
  for (let start = startLineFeed + 1, next: number; start < text.length; start = next) {
    const end = lineFeed(text, start);
    const lineEnd = withoutCr(text, end);
    if (lineEnd === end && endsBare(text, end)) hasBareLf = true;
    if (lineEnd === end - 2) hasDoubledCr = true;
    next = end + 1;
    const first = text.charCodeAt(start);
    const last = entries.at(-1);
    if ((first === 32 || first === 9) && last !== undefined) {
      last[1] += `\r\n${text.slice(start, lineEnd)}`;
      continue;
    }
    // Search only once even if no line has a colon.
    if (colon < start) colon = indexOrEnd(text, ":", start);
    if (colon > start && colon < lineEnd)
      entries.push([text.slice(start, colon).trimEnd(), text.slice(colon + 1, lineEnd).trim()]);
    else if (lineEnd > start) strayLines.push(text.slice(start, lineEnd));
  }
  const startLine = text.slice(0, withoutCr(text, startLineFeed));
  const written = byteLength === undefined ? undefined : { text, byteLength };
  return { startLine, headers: new HeaderFields(entries, written), strayLines, hasBareLf, hasDoubledCr };
}

/** Makes `Headers` of entries, which aren't copied. */
export function headersOf(entries: readonly (readonly [name: string, value: string])[]): Headers {
  return new HeaderFields(entries);
}

/** A Content-Length field with its continuation lines. */
const CONTENT_LENGTH = /(?<=\n)content-length[^\S\n]*:[^\n]*\n(?:[ \t][^\n]*\n)*/gi;

/**
 * The bytes that the fields were read from, including start line and empty line; `undefined` where they aren't known.
 *
 * @param contentLength replaces the Content-Length; without it, nothing is changed
 */
export function writtenHead(headers: Headers, contentLength?: number): Uint8Array | undefined {
  if (!(headers instanceof HeaderFields) || headers.written === undefined) return undefined;
  const { text, byteLength } = headers.written;
  const head =
    contentLength === undefined
      ? text
      : text.replace(CONTENT_LENGTH, "").replace(/\r?\n$/, (end) => `Content-Length: ${contentLength}\r\n${end}`);
  // In UTF-8, everything but ASCII takes more bytes than code units.
  return text.length === byteLength ? encodeWindows1252(head) : new TextEncoder().encode(head);
}

/** A valid name (`token`), and what in a value would start a new line that isn't a continuation. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const BREAKS_LINE = /\r(?!\n)|(?<!\r)\n|\r\n(?![ \t])|\0/;

/**
 * Formats fields as the lines of a header, each with its CRLF.
 * @throws Alt2imgError `crawl/header-field` for a name or value that would break the lines
 */
export function formatFields(fields: Iterable<readonly [name: string, value: string]>): string {
  let text = "";
  for (const [name, value] of fields) {
    if (!NAME.test(name) || BREAKS_LINE.test(value)) {
      throw new Alt2imgError(
        "crawl/header-field",
        `The header field ${JSON.stringify(`${name}: ${value}`.slice(0, 120))} can't be written: its name must be a token, and its value must not break the line.`,
      );
    }
    text += `${name}: ${value}\r\n`;
  }
  return text;
}

/** A decoded head, and how many bytes it was decoded from. */
type WrittenHead = { text: string; byteLength: number };

class HeaderFields implements Headers {
  readonly entries: readonly (readonly [name: string, value: string])[];
  readonly #written: WrittenHead | undefined;

  constructor(entries: readonly (readonly [name: string, value: string])[], written?: WrittenHead) {
    this.entries = entries;
    this.#written = written;
  }

  get written(): WrittenHead | undefined {
    return this.#written;
  }

  get(name: string): string | undefined {
    const lower = name.toLowerCase();
    for (const entry of this.entries) if (entry[0] === name || hasName(entry, lower)) return unfold(entry[1]);
    return undefined;
  }

  getAll(name: string): string[] {
    const lower = name.toLowerCase();
    return this.entries.filter((entry) => hasName(entry, lower)).map((entry) => unfold(entry[1]));
  }
}

const hasName = ([name]: readonly [string, string], lower: string): boolean =>
  name.length === lower.length && name.toLowerCase() === lower;

const unfold = (value: string): string => (value.includes("\n") ? value.replace(/\s*\r?\n[ \t]+/g, " ").trim() : value);

const lineFeed = (text: string, from: number): number => indexOrEnd(text, "\n", from);

/** Whether the text has an LF at `at` without a CR before it. */
const endsBare = (text: string, at: number): boolean => at > 0 && at < text.length && text.charCodeAt(at - 1) !== 13;

/** Where `character` first occurs at or after `from`; the end of the text if nowhere. */
function indexOrEnd(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at === -1 ? text.length : at;
}

/** The end of a line without its CR, or two of them. */
function withoutCr(text: string, end: number): number {
  if (text.charCodeAt(end - 1) !== 13) return end;
  return text.charCodeAt(end - 2) === 13 ? end - 2 : end - 1;
}
