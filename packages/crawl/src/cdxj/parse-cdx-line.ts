import { Alt2imgError, formatCount, type OnDiagnostic } from "@alt2img/core";
import { type Capture, captureFromFields, type OnBadField } from "./capture.js";

/** What `parseCdxLine` takes. */
export type ParseCdxOptions = {
  /** The letters of the ` CDX …` header line, from `parseCdxHeader`. Default: the usual ones for the number of columns. */
  columns?: readonly string[];
  /** Called for a numeric field (`status`, `offset`, `length`) that isn't a number and is ignored: `crawl/cdx-field`. */
  onDiagnostic?: OnDiagnostic;
};

/**
 * Parses one line of an index: CDXJ (`urlkey timestamp {JSON}`), or the older CDX with 9, 10 or 11 columns.
 *
 * @throws Alt2imgError `crawl/cdx-line`, which quotes the line and says what is wrong with it
 * @see https://github.com/webrecorder/cdxj-indexer
 * @see https://archive.org/web/researcher/cdx_legend.php
 */
export function parseCdxLine(line: string, { columns, onDiagnostic }: ParseCdxOptions = {}): Capture {
  const onBadField =
    onDiagnostic &&
    ((problem: string): void => onDiagnostic({ code: "crawl/cdx-field", message: describeLine(line, problem) }));
  const [urlkey = "", timestamp = ""] = line.split(" ", 2);
  const rest = line.slice(urlkey.length + timestamp.length + 2).trim();
  if (columns === undefined && rest.startsWith("{")) {
    checkTimestamp(timestamp, line);
    return captureFromFields(urlkey, timestamp, parseFields(rest, line), onBadField);
  }
  return parseColumns(line, columns, onBadField);
}

/** The letters of a ` CDX N b a …` header line; `undefined` for any other line. */
export function parseCdxHeader(line: string): string[] | undefined {
  return /^ ?CDX( [A-Za-z])+\s*$/.test(line) ? line.trim().split(" ").slice(1) : undefined;
}

/** One line of CDXJ, without the line feed: the inverse of `parseCdxLine`. `fields` are written as they are. */
export function formatCdxjLine({
  urlkey,
  timestamp,
  fields,
}: Pick<Capture, "urlkey" | "timestamp" | "fields">): string {
  return `${urlkey} ${timestamp} ${JSON.stringify(fields)}`;
}

// The name in CDXJ of each column letter. Other letters keep their own name.
const COLUMN_NAMES: Record<string, string> = {
  N: "urlkey",
  A: "urlkey",
  b: "timestamp",
  a: "url",
  m: "mime",
  s: "status",
  k: "digest",
  c: "digest",
  r: "redirect",
  M: "robotflags",
  S: "length",
  V: "offset",
  g: "filename",
};

const USUAL_COLUMNS: Record<number, readonly string[]> = {
  9: [..."NbamskrVg"],
  10: [..."NbamskrMVg"],
  11: [..."NbamskrMSVg"],
};

function parseColumns(
  line: string,
  columns: readonly string[] | undefined,
  onBadField: OnBadField | undefined,
): Capture {
  const values = line.trimEnd().split(" ");
  const letters = columns ?? USUAL_COLUMNS[values.length];
  if (letters === undefined || values.length !== letters.length) {
    const expected =
      columns === undefined ? "a JSON object, or 9, 10 or 11 columns" : `${columns.length}, as in the header`;
    throw lineError(line, `has ${formatCount(values.length, "column")}; expected ${expected}`);
  }
  const fields = Object.fromEntries(letters.map((letter, i) => [COLUMN_NAMES[letter] ?? letter, values[i]!]));
  const { urlkey = "", timestamp = "", ...others } = fields;
  checkTimestamp(timestamp, line);
  return captureFromFields(urlkey, timestamp, others, onBadField);
}

function parseFields(json: string, line: string): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw lineError(line, "has broken JSON after its timestamp", cause);
  }
  if (typeof value !== "object" || value === null) throw lineError(line, "has no JSON object after its timestamp");
  const text = (field: unknown): string => (typeof field === "string" ? field : JSON.stringify(field));
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, text(field)]));
}

function checkTimestamp(timestamp: string, line: string): void {
  if (!/^\d{4,17}$/.test(timestamp)) {
    throw lineError(line, `has “${quote(timestamp)}” as its timestamp; expected YYYYMMDDhhmmss`);
  }
}

function lineError(line: string, problem: string, cause?: unknown): Alt2imgError {
  return new Alt2imgError("crawl/cdx-line", describeLine(line, problem), { cause });
}

function describeLine(line: string, problem: string): string {
  return `The index line “${quote(line)}” ${problem}.`;
}

function quote(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
