import {
  Alt2imgError,
  type ByteSource,
  type Diagnostic,
  extractMimeType,
  type OnDiagnostic,
  type OnProgress,
} from "@alt2img/core";
import { type Counted, counted } from "../counted.js";
import { surt } from "../surt.js";
import { readWarc } from "../warc/read-warc.js";
import type { WarcRecord } from "../warc/record.js";
import { type Capture, captureFromFields } from "./capture.js";
import { formatCdxjLine } from "./parse-cdx-line.js";

/** What `indexWarc` takes. */
export type IndexWarcOptions = {
  /** The file's name, written into the captures. */
  filename: string;
  /** `WARC-Type`s to index. Default: `response`, `revisit`, `resource` and `metadata`. */
  types?: readonly string[];
  /** Stops reading; the loop throws the signal's reason. */
  signal?: AbortSignal;
  /** Stage `"read"`, in bytes of the file as stored. */
  onProgress?: OnProgress;
  onDiagnostic?: OnDiagnostic;
};

/**
 * The captures in a WARC or ARC file, in the order of the file; `writeCdxj` makes an index from them.
 *
 * `digest`, `status`, `mime` and `charset` come from the records' headers; nothing is computed or guessed.
 * Diagnostics: those of `readWarc`; `crawl/no-target-uri` and `crawl/surt-port` for a record that can't be indexed.
 *
 * @throws Alt2imgError `crawl/not-a-warc` when the source holds no record
 */
export function indexWarc(source: ByteSource, options: IndexWarcOptions): Counted<Capture> {
  return counted((report) => readCaptures(source, options, report), options.onDiagnostic);
}

/**
 * An index in CDXJ, sorted by `urlkey` and time, one line for each capture. All captures are held in memory, about half
 * a kilobyte each, until the last one has arrived.
 */
export async function* writeCdxj(
  captures: AsyncIterable<Capture> | Iterable<Capture>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const lines: { key: string; line: string }[] = [];
  for await (const capture of captures) {
    lines.push({ key: `${capture.urlkey} ${capture.timestamp}`, line: formatCdxjLine(capture) });
  }
  // Keys are ASCII, so code units sort like bytes.
  lines.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const encoder = new TextEncoder();
  for (const { line } of lines) yield encoder.encode(`${line}\n`);
}

const INDEXED_TYPES = ["response", "revisit", "resource", "metadata"];

async function* readCaptures(
  source: ByteSource,
  { filename, types = INDEXED_TYPES, onDiagnostic: _, ...options }: IndexWarcOptions,
  report: (diagnostic: Diagnostic) => void,
): AsyncGenerator<Capture, void, undefined> {
  const filter = ({ type }: Pick<WarcRecord, "type">): boolean => types.includes(type);
  for await (const record of readWarc(source, { ...options, filename, onDiagnostic: report, filter })) {
    try {
      yield await toCapture(record, filename);
    } catch (error) {
      if (!(error instanceof Alt2imgError) || !CANNOT_BE_FILED.includes(error.code)) throw error;
      const diagnostic: Diagnostic = { code: error.code, message: error.message, filename, offset: record.offset };
      if (record.recordId !== undefined) diagnostic.recordId = record.recordId;
      report(diagnostic);
    }
  }
}

const CANNOT_BE_FILED = ["crawl/no-target-uri", "crawl/surt-port"];

async function toCapture(record: WarcRecord, filename: string): Promise<Capture> {
  const { type, targetUri, date = "", headers, http, mimeType } = record;
  if (targetUri === undefined) {
    throw new Alt2imgError("crawl/no-target-uri", `A ${type} record has no WARC-Target-URI; left it out of the index.`);
  }
  const urlkey = surt(targetUri);
  // The length of a long record is known only after its block has been read.
  if (record.length === undefined) for await (const _ of record.blockStream());
  const status = http?.status;
  const contentType = extractMimeType((http ?? record).headers.getAll("Content-Type"));
  const fields = {
    url: targetUri,
    mime: type === "revisit" ? "warc/revisit" : mimeType,
    "mime-detected": headers.get("WARC-Identified-Payload-Type"),
    status: status === undefined ? undefined : String(status),
    digest: headers.get("WARC-Payload-Digest")?.replace(/^sha1:/i, ""),
    length: record.length === undefined ? undefined : String(record.length),
    offset: String(record.offset),
    filename,
    languages: headers.get("WARC-Identified-Content-Language"),
    encoding: contentType?.parameters.get("charset") || undefined,
    redirect:
      status !== undefined && status >= 300 && status < 400
        ? location(http?.headers.get("Location"), targetUri)
        : undefined,
    truncated: headers.get("WARC-Truncated"),
  };
  const known = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  return captureFromFields(urlkey, date.replace(/\D/g, "").slice(0, 14), Object.fromEntries(known));
}

function location(value: string | undefined, base: string): string | undefined {
  try {
    return value === undefined ? undefined : new URL(value, base).href;
  } catch {
    return value;
  }
}
