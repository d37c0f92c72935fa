import { type ArcHeader, arcDateToIso } from "../arc/arc-header.js";
import { decodeText } from "./decode-text.js";
import { headersOf, parseHead } from "./header-fields.js";
import type { Headers, WarcRecord } from "./record.js";
import { lineText } from "./record-start.js";

/** What the header of a record says. */
export type RecordHead = Pick<
  WarcRecord,
  "format" | "version" | "type" | "recordId" | "targetUri" | "date" | "headers" | "contentLength"
>;

/** A header, and what is wrong with it. */
export type ParsedHead = {
  head: RecordHead;
  problems: { code: string; message: string }[];
  /** There is a Content-Length, and it is a number. */
  declared: boolean;
};

const LF = 10;
const VERSION_LINE = /^WARC\/(\d+\.\d+)[ \t]*$/i;
/** WARC 0.9 to 0.16 were drafts in other formats; 1.1 is the newest. */
const VERSIONS = ["0.17", "0.18", "1.0", "1.1"];

/** Whether the first of these lines, each with its line end, is the version line of a WARC header. */
export function isVersionLine(lines: Uint8Array): boolean {
  return VERSION_LINE.test(lineText(lines, lines.indexOf(LF)).replace(/\r$/, ""));
}

/** @param name in lower case */
function isRepeated({ entries }: Headers, name: string): boolean {
  let times = 0;
  for (const [other] of entries) if (other.length === name.length && other.toLowerCase() === name) times++;
  return times > 1;
}

/**
 * Reads a WARC header, in which type, record id, date and Content-Length are mandatory.
 * @param bytes all lines, including the empty one after them
 * @returns `undefined` if the first line isn't a version line
 * @see WARC 1.1, §5, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#named-fields
 */
export function parseWarcHead(bytes: Uint8Array): ParsedHead | undefined {
  const { startLine, headers, strayLines, hasBareLf, hasDoubledCr } = parseHead(decodeText(bytes), bytes.length);
  const version = VERSION_LINE.exec(startLine)?.[1];
  if (version === undefined) return undefined;
  const problems: ParsedHead["problems"] = [];
  if (!VERSIONS.includes(version)) {
    problems.push({
      code: "crawl/warc-version",
      message: `WARC version ${version} isn't one of ${VERSIONS.join(", ")}; the record is read as if it were 1.1.`,
    });
  }
  for (const line of strayLines) {
    problems.push({
      code: "crawl/header-line",
      message: `The header line “${line.slice(0, 80)}” has no field name; it is left out.`,
    });
  }
  if (hasBareLf) {
    problems.push({ code: "crawl/bare-lf", message: "Header lines end in LF instead of CRLF." });
  }
  if (hasDoubledCr) {
    problems.push({
      code: "crawl/doubled-cr",
      message: "Header lines end in CR CR LF instead of CRLF, as in a file that was copied as text.",
    });
  }
  const written = headers.get("Content-Length");
  const isNumber = written !== undefined && /^\d{1,15}$/.test(written);
  if (!isNumber) {
    problems.push({
      code: "crawl/content-length",
      message: `${written === undefined ? "There is no Content-Length" : `Content-Length is “${written.slice(0, 40)}”, not a number of bytes`}; the block ends where the next record or the file does.`,
    });
  } else if (isRepeated(headers, "content-length")) {
    const [first, ...others] = headers.getAll("Content-Length");
    const other = others.find((value) => Number(value) !== Number(first));
    if (other !== undefined) {
      problems.push({
        code: "crawl/content-length",
        message: `Content-Length is ${first}, and again “${other.slice(0, 40)}”; the first one counts.`,
      });
    }
  }
  const optional = (name: string): string | undefined => headers.get(name) || undefined;
  const mandatory = (name: string): string | undefined => {
    const value = optional(name);
    if (value === undefined) {
      problems.push({
        code: "crawl/missing-field",
        message: `The header has no ${name}, which every WARC record must have; the record is read without it.`,
      });
    }
    return value;
  };
  const type = mandatory("WARC-Type");
  const recordId = withoutAngles(mandatory("WARC-Record-ID"));
  const date = mandatory("WARC-Date");
  const targetUri = withoutAngles(optional("WARC-Target-URI"));
  const head: RecordHead = {
    format: "warc",
    version,
    type: (type ?? "").toLowerCase(),
    recordId,
    targetUri,
    date,
    headers,
    contentLength: isNumber ? Number(written) : 0,
  };
  return { head, problems, declared: isNumber };
}

/** The header of an ARC record, in the terms of WARC. */
export function arcHead({ url, date, length, fields }: ArcHeader, version: string): RecordHead {
  return {
    format: "arc",
    version,
    type: url.startsWith("filedesc:") ? "warcinfo" : "response",
    targetUri: url,
    date: arcDateToIso(date),
    headers: headersOf(fields),
    contentLength: length,
  };
}

/** In WARC 1.0 all URIs are in angle brackets, in 1.1 only record ids; Wget still puts them around target URIs. */
export function withoutAngles<Uri extends string | undefined>(uri: Uri): Uri | string {
  return uri?.startsWith("<") && uri.endsWith(">") ? uri.slice(1, -1) : uri;
}
