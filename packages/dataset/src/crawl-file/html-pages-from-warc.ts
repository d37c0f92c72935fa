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
  /** The payload, with transfer- and content-encodings undone. It may be gone when you ask for the next page. */
  html: Uint8Array;
  /** `WARC-Target-URI`; empty if the record doesn't have one. */
  url: string;
  /** With its parameters, such as `charset`; several lines are joined by commas. */
  contentType?: string;
  /** The headers of the HTTP response, in order; empty for a `resource` record. */
  headers: readonly (readonly [name: string, value: string])[];
  recordId?: string;
  /** Where the record is in the crawl file. */
  location: RecordLocation;
  /** The end of the page is missing: the crawler cut it off (`WARC-Truncated`), the file is damaged, or it is over 64 MiB. */
  truncated?: boolean;
};

export type HtmlPagesOptions = {
  /** HTTP status codes of the responses that count as pages. Default `[200]`. */
  statuses?: readonly number[] | undefined;
  /** The name of the crawl file, for the pages and the diagnostics. */
  filename?: string | undefined;
  /** Stops reading; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes of the file as stored. */
  onProgress?: OnProgress | undefined;
  /** Called for every fault in the file. */
  onDiagnostic?: OnDiagnostic | undefined;
};

/** The default of `statuses`: the status of a page that the server found. */
export const PAGE_STATUSES: readonly number[] = [200];

/** The largest page that is read. Common Crawl cuts pages off at 5 MiB; the HTML standard on one page has about 15 MB. */
const MAX_PAGE_BYTES = 64 << 20;
const TOO_LARGE: readonly string[] = ["crawl/block-too-large", "crawl/payload-too-large"];

/**
 * The HTML pages of a WARC or ARC file, in order, in constant memory: HTTP responses with a status from `statuses`, and
 * `resource` records, if their `Content-Type` says HTML or, without a valid type, if their bytes start like HTML. All other
 * records are skipped without being decoded.
 *
 * @throws Alt2imgError `crawl/not-a-warc`
 */
export async function* htmlPagesFromWarc(
  source: ByteSource,
  { statuses = PAGE_STATUSES, filename, signal, onProgress, onDiagnostic }: HtmlPagesOptions = {},
): AsyncGenerator<CapturedPage, void, undefined> {
  // What is too large for memory is known only from the diagnostics.
  let isCut = false;
  const records = readWarc(source, {
    filter: (head) => mayBePage(head, statuses),
    limits: { blockBytes: MAX_PAGE_BYTES },
    truncated: true,
    ...(filename === undefined ? {} : { filename }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
    onDiagnostic: (diagnostic) => {
      isCut ||= TOO_LARGE.includes(diagnostic.code);
      onDiagnostic?.(diagnostic);
    },
  });
  for await (const record of records) {
    let page: CapturedPage | undefined;
    isCut = false;
    try {
      page = await capturedPage(record, filename);
      if (isCut && page !== undefined) page.truncated = true;
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

/** Decides by the record's head. If the media type is missing, the bytes decide later. */
function mayBePage({ type, http, mimeType }: WarcRecordHead, statuses: readonly number[]): boolean {
  if (type === "response") {
    // Records without an HTTP head (from old ARC files and broken writers) don't have a status.
    if (http !== undefined && !(http.status !== undefined && statuses.includes(http.status))) return false;
  } else if (type !== "resource") return false;
  return declaresHtml(mimeType) !== false;
}

async function capturedPage(record: WarcRecord, filename: string | undefined): Promise<CapturedPage | undefined> {
  const html = await record.payload();
  // The length of a large record is known only now.
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
