import { Alt2imgError, type ByteSource, type Diagnostic, formatCount } from "@alt2img/core";
import { findBytes } from "../bytes/find-bytes.js";
import { type Counted, counted } from "../counted.js";
import type { ReadOptions } from "../read-options.js";
import { readWarc } from "../warc/read-warc.js";
import type { WarcRecord } from "../warc/record.js";
import type { WatPage, WatParts } from "./page.js";
import { readWatJson } from "./read-wat-json.js";
import { toPage } from "./to-page.js";
import { searchMetas } from "./wanted-metas.js";

/** Options of `readWat`. */
export type ReadWatOptions = ReadOptions & WatParts;

/**
 * The HTML pages of a WAT file, in order: their images with `alt` and `title`, their links and `meta` elements, with resolved
 * URLs. Records about requests, the crawler and other media types are skipped.
 *
 * Texts are as in the WAT. Files from before 2020 or so contain character references (`&amp;`) as written in the page.
 *
 * Diagnostics: those of `readWarc`; `crawl/wat-json` for a record that isn't valid JSON (if it is cut off, the page has what is
 * there); and at the end `crawl/not-a-wat` for a file that has records, but no WAT records.
 *
 * @throws Alt2imgError `crawl/not-a-warc` when the source contains no record; with `strict` every diagnostic
 * @see https://commoncrawl.org/get-started (WAT), https://github.com/commoncrawl/ia-web-commons
 */
export function readWat(source: ByteSource, options: ReadWatOptions = {}): Counted<WatPage> {
  return counted((report) => readPages(source, options, report), options.onDiagnostic);
}

async function* readPages(
  source: ByteSource,
  { links, metas, headers, textlessImages, onDiagnostic: _, ...options }: ReadWatOptions,
  report: (diagnostic: Diagnostic) => void,
): AsyncGenerator<WatPage, void, undefined> {
  const parts: WatParts = {};
  if (links !== undefined) parts.links = links;
  if (metas !== undefined) parts.metas = metas;
  if (headers !== undefined) parts.headers = headers;
  if (textlessImages !== undefined) parts.textlessImages = textlessImages;
  const search = searchMetas(metas ?? true);
  const envelope = new TextEncoder().encode('"Envelope"');
  let others = 0;
  let isWat = false;
  // Without a filter: nearly all records are wanted, and `readWarc` is fastest when it doesn't skip any.
  for await (const record of readWarc(source, { ...options, truncated: true, onDiagnostic: report })) {
    if (!isWatRecord(record)) {
      if (record.type !== "warcinfo") others++;
      continue;
    }
    const block = await record.block();
    const { page, problem } = readWatJson(block, parts, search);
    // A broken record counts as one of a WAT.
    isWat ||= page !== undefined || problem !== undefined || findBytes(block, envelope, 0) !== -1;
    if (!isWat) others++;
    if (problem !== undefined) {
      if (options.strict) throw new Alt2imgError("crawl/wat-json", `Offset ${record.offset}: ${problem}`);
      report(diagnosticOf(problem, record, options.filename));
    }
    if (page === undefined) continue;
    const found = toPage(page, record.targetUri, parts);
    yield record.truncated ? { ...found, truncated: true } : found;
  }
  if (isWat || others === 0) return;
  const { filename, strict } = options;
  const message = `${filename ?? "The source"} isn't a WAT file: none of its ${formatCount(others, "record")} is JSON with an “Envelope”. If it is a WARC file, read it with readWarc.`;
  if (strict) throw new Alt2imgError("crawl/not-a-wat", message);
  report({ code: "crawl/not-a-wat", message, ...(filename === undefined ? {} : { filename }) });
}

function isWatRecord({ type, headers }: Pick<WarcRecord, "type" | "headers">): boolean {
  return type === "metadata" && /^application\/json\b/i.test(headers.get("Content-Type") ?? "");
}

function diagnosticOf(message: string, record: WarcRecord, filename: string | undefined): Diagnostic {
  const diagnostic: Diagnostic = { code: "crawl/wat-json", message, offset: record.offset };
  if (filename !== undefined) diagnostic.filename = filename;
  if (record.recordId !== undefined) diagnostic.recordId = record.recordId;
  if (record.targetUri !== undefined) diagnostic.url = record.targetUri;
  return diagnostic;
}
