import {
  type ByteSource,
  declaresHtml,
  looksLikeHtml,
  type OnDiagnostic,
  type OnProgress,
  type RecordLocation,
} from "@alt2img/core";
import { readWarc, type WarcRecord, type WarcRecordHead } from "@alt2img/crawl";
import { asDiagnostic } from "../as-diagnostic.js";

/** An HTML page as it was captured, not yet decoded. */
export type CapturedPage = {
  /** The payload: transfer- and content-encodings undone. It may be gone when the next page is asked for. */
  html: Uint8Array;
  /** `WARC-Target-URI`; empty where the record has none. */
  url: string;
  /** With its parameters, of which `charset` matters; several lines are joined by commas. */
  contentType?: string;
  /** Of the HTTP response, in order; empty for a `resource` record. */
  headers: readonly (readonly [name: string, value: string])[];
  recordId?: string;
  /** Where the record is in the crawl file. */
  location: RecordLocation;
  /** The page isn't there to its end: the crawler cut it off (`WARC-Truncated`), or the file is damaged. */
  truncated?: boolean;
};

export type HtmlPagesOptions = {
  /** HTTP status codes of the responses that count as pages. Default `[200]`. */
  statuses?: readonly number[] | undefined;
  /** The crawl file, as the pages and the diagnostics name it. */
  filename?: string | undefined;
  /** Stops the reading; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes of the file as stored. */
  onProgress?: OnProgress | undefined;
  /** Told of everything in the file that is broken. */
  onDiagnostic?: OnDiagnostic | undefined;
};

/** The default of `statuses`: what a server gives out as the page that was asked for. */
export const PAGE_STATUSES: readonly number[] = [200];

/** The most of a page that is read. Common Crawl cuts pages at 5 MiB; the HTML standard on one page has about 15 MB. */
const MAX_PAGE_BYTES = 64 << 20;

/**
 * The HTML pages of a WARC or ARC file, in their order, in constant memory: HTTP responses with a status of `statuses`,
 * and `resource` records, whose `Content-Type` says HTML or, where it gives no valid type, whose bytes start as HTML does. All
 * other records are passed over without being decoded.
 *
 * @throws Alt2imgError `crawl/not-a-warc`
 */
export async function* htmlPagesFromWarc(
  source: ByteSource,
  { statuses = PAGE_STATUSES, filename, signal, onProgress, onDiagnostic }: HtmlPagesOptions = {},
): AsyncGenerator<CapturedPage, void, undefined> {
  const records = readWarc(source, {
    filter: (head) => mayBePage(head, statuses),
    limits: { blockBytes: MAX_PAGE_BYTES },
    truncated: true,
    ...(filename === undefined ? {} : { filename }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(onDiagnostic === undefined ? {} : { onDiagnostic }),
  });
  for await (const record of records) {
    let page: CapturedPage | undefined;
    try {
      page = await capturedPage(record, filename);
    } catch (error) {
      signal?.throwIfAborted();
      const { offset, recordId, targetUri: url } = record;
      onDiagnostic?.(
        asDiagnostic(error, { location: { ...(filename === undefined ? {} : { filename }), offset }, recordId, url }),
      );
    }
    if (page !== undefined) yield page;
  }
}

/** By what the record's head says. A page without a media type is told by its bytes, later. */
function mayBePage({ type, http, mimeType }: WarcRecordHead, statuses: readonly number[]): boolean {
  if (type === "response") {
    // Records without an HTTP head (old ARC files, broken writers) have no status either.
    if (http !== undefined && !(http.status !== undefined && statuses.includes(http.status))) return false;
  } else if (type !== "resource") return false;
  return declaresHtml(mimeType) !== false;
}

async function capturedPage(record: WarcRecord, filename: string | undefined): Promise<CapturedPage | undefined> {
  const html = await record.payload();
  // A large record's length is known only now.
  const { targetUri: url = "", recordId, http, headers, mimeType, offset, length } = record;
  if (declaresHtml(mimeType) === undefined && !looksLikeHtml(html)) return undefined;
  const location: RecordLocation = {
    ...(filename === undefined ? {} : { filename }),
    offset,
    ...(length === undefined ? {} : { length }),
  };
  const page: CapturedPage = { html, url, headers: http?.headers.entries ?? [], location };
  const contentType = (http?.headers ?? headers).getAll("Content-Type").join(", ");
  if (contentType !== "") page.contentType = contentType;
  if (recordId !== undefined) page.recordId = recordId;
  if (record.truncated || headers.get("WARC-Truncated") !== undefined) page.truncated = true;
  return page;
}
