import type { ByteSource, ImageTextPair, OnDiagnostic } from "@alt2img/core";
import { readWarc, type WarcRecord, type WarcRecordHead } from "@alt2img/crawl";
import { HTML_TYPES, looksLikeHtml } from "./html-media-type.js";
import type { PairCounts } from "./pair-counts.js";
import { type CheckedRules, checkRules, PAGE_STATUSES, type PairOptions } from "./pair-options.js";
import { asDiagnostic, type PairStream, pairStream } from "./pair-stream.js";
import { pairsOfHtml } from "./pairs-of-html.js";

/** The most of a page that is read. Common Crawl cuts pages at 5 MiB; the HTML standard on one page has about 15 MB. */
const MAX_PAGE_BYTES = 64 << 20;

/**
 * The image–text pairs of all HTML pages in a WARC or ARC file, in their order, in constant memory. Pages are HTTP
 * responses with a status of `statuses`, and `resource` records, whose `Content-Type` says HTML or, where there is
 * none, whose bytes start as HTML does. `offset` and `length` of a pair are those of the page's record as stored
 * (compressed), so that it can be fetched by range.
 *
 * What is broken is reported: a page that cannot be read loses its own pairs alone.
 *
 * @throws Alt2imgError `crawl/not-a-warc`; `dataset/text-source`, `dataset/min-text-length`
 */
export function pairsFromWarc(source: ByteSource, options: PairOptions = {}): PairStream {
  const rules = checkRules(options);
  return pairStream((counts, report) => readPages(source, options, rules, counts, report), options.onDiagnostic);
}

async function* readPages(
  source: ByteSource,
  { statuses = PAGE_STATUSES, filename, signal, onProgress }: PairOptions,
  rules: CheckedRules,
  counts: PairCounts,
  report: OnDiagnostic,
): AsyncGenerator<ImageTextPair[], void, undefined> {
  const records = readWarc(source, {
    filter: (head) => mayBePage(head, statuses),
    limits: { blockBytes: MAX_PAGE_BYTES },
    onDiagnostic: report,
    ...(filename === undefined ? {} : { filename }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress: (progress) => onProgress({ ...progress, stage: "pairs" }) }),
  });
  for await (const record of records) {
    try {
      yield await pairsOfRecord(record, filename, rules, counts, report);
    } catch (error) {
      signal?.throwIfAborted();
      report(asDiagnostic(error, whereabouts(record, filename)));
    }
  }
}

async function pairsOfRecord(
  record: WarcRecord,
  filename: string | undefined,
  rules: CheckedRules,
  counts: PairCounts,
  report: OnDiagnostic,
): Promise<ImageTextPair[]> {
  const html = await record.payload();
  // A large record's length is known only now.
  const { targetUri: url = "", http, headers, mimeType, offset, length } = record;
  if (mimeType === undefined && !looksLikeHtml(html)) return [];
  const contentType = (http?.headers ?? headers).get("Content-Type");
  const page = { html, url, contentType, headers: http?.headers.entries ?? [], filename, offset, length };
  return pairsOfHtml(page, rules, counts, report);
}

/** By what the record's head says. A page without a media type is told by its bytes, later. */
function mayBePage({ type, http, mimeType }: WarcRecordHead, statuses: readonly number[]): boolean {
  if (type === "response") {
    if (http?.status === undefined || !statuses.includes(http.status)) return false;
  } else if (type !== "resource") return false;
  return mimeType === undefined || HTML_TYPES.includes(mimeType);
}

function whereabouts(
  { offset, recordId, targetUri }: WarcRecordHead,
  filename: string | undefined,
): { offset: number; recordId?: string; url?: string; filename?: string } {
  return {
    offset,
    ...(recordId === undefined ? {} : { recordId }),
    ...(targetUri === undefined ? {} : { url: targetUri }),
    ...(filename === undefined ? {} : { filename }),
  };
}
