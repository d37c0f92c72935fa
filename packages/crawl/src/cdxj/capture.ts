/**
 * One line of an index: when a URL was captured, and where its record is. Plain data. A number is `undefined` where the
 * index doesn't give it.
 */
export type Capture = {
  /** The SURT form of the URL, which the index is sorted by. */
  urlkey: string;
  /** When it was captured, UTC, as written: `YYYYMMDDhhmmss`. */
  timestamp: string;
  url: string;
  /** HTTP status code. */
  status?: number;
  /** `Content-Type` as the server gave it, without parameters; `warc/revisit` for a revisit. */
  mime?: string;
  /** The type that the crawler detected in the content (`mime-detected`). */
  mimeDetected?: string;
  /** Of the payload: SHA-1 in base 32. */
  digest?: string;
  /** Name of the WARC file; in Common Crawl, its path from the root of the data. */
  filename?: string;
  /** Where the record starts in the file, in bytes as stored (compressed). */
  offset?: number;
  /** How long the record is in the file, in bytes as stored (compressed). */
  length?: number;
  /** ISO 639-3 codes, the most frequent first. */
  languages?: string[];
  /** Character set of the text (`encoding`). */
  charset?: string;
  /** Where a redirect leads. */
  redirect?: string;
  /** Why the payload was cut off: `length`, `disconnect`, `time`, … */
  truncated?: string;
  /** Every field of the line under its own name, as it is written there. */
  fields: Record<string, string>;
};

/** Called with what is wrong with a field whose value is ignored, for a message. */
export type OnBadField = (problem: string) => void;

/** A capture from the fields of an index line; `-` means “unknown”, as in every CDX. */
export function captureFromFields(
  urlkey: string,
  timestamp: string,
  fields: Record<string, string>,
  onBadField?: OnBadField,
): Capture {
  const text = (name: string): string | undefined => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return value === undefined || value === "-" || value === "" ? undefined : value;
  };
  const number = (name: string): number | undefined => {
    const value = text(name);
    if (value === undefined || /^\d{1,15}$/.test(value)) return value === undefined ? undefined : Number(value);
    onBadField?.(`has “${value.slice(0, 40)}” as its ${name}, which should be a number; ignored the ${name}`);
    return undefined;
  };
  const capture: Capture = { urlkey, timestamp, url: text("url") ?? "", fields };
  const known = {
    status: number("status"),
    mime: text("mime"),
    mimeDetected: text("mime-detected"),
    digest: text("digest"),
    filename: text("filename"),
    offset: number("offset"),
    length: number("length"),
    languages: text("languages")?.split(","),
    charset: text("encoding") ?? text("charset"),
    redirect: text("redirect"),
    truncated: text("truncated"),
  };
  return Object.assign(capture, Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)));
}
