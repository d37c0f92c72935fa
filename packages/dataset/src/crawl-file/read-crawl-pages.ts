import { extractPage, MAX_PAGE_BYTES, type Page } from "@alt2img/alt-text";
import {
  Alt2imgError,
  collectBytes,
  type OnDiagnostic,
  type OnProgress,
  type RecordLocation,
  type ResponseHeaders,
} from "@alt2img/core";
import { readWat } from "@alt2img/crawl";
import { asDiagnostic } from "../as-diagnostic.js";
import { htmlPagesFromWarc, PAGE_STATUSES } from "./html-pages-from-warc.js";
import type { CrawlFile } from "./open-crawl-file.js";
import { locationOfWatPage, pageOfWat } from "./page-of-wat.js";

/** A page of a crawl file with everything about its images. */
export type CrawlPage = {
  page: Page;
  /** The headers of the HTTP response; empty if they aren't in the file. */
  headers: ResponseHeaders;
  /** Where the page's record is. */
  location: RecordLocation;
  /** `WARC-Record-ID` of the capture. */
  recordId?: string;
  /** The end of the page is missing. */
  truncated?: boolean;
};

export type CrawlPagesOptions = {
  /** The name of the crawl file, for the pages and the diagnostics. */
  filename?: string | undefined;
  /** The address of an HTML file, which doesn't contain its own. */
  url?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes of the file as stored. */
  onProgress?: OnProgress | undefined;
  /** Called for every fault in the file and in its pages. */
  onDiagnostic?: OnDiagnostic | undefined;
};

/**
 * The pages of an opened crawl file, in order, in constant memory, each as `extractPage` reads it; in a WAT, as far as it
 * describes them. A page that can't be read is reported, and reading continues with the next one.
 *
 * @throws Alt2imgError `dataset/wet-file` for a WET file; `alt-text/page-url` for an HTML file without a `url`
 */
export async function* readCrawlPages(
  file: CrawlFile,
  options: CrawlPagesOptions = {},
): AsyncGenerator<CrawlPage, void, undefined> {
  const { format, bytes } = file;
  switch (format) {
    case "warc":
      return yield* readWarcPages(bytes, options);
    case "wat":
      return yield* readWatPages(bytes, options);
    case "wet":
      await bytes.return();
      throw wetFile();
    case "html": {
      const { filename, url = "", onDiagnostic, signal } = options;
      const html = await readHtmlFile(file, signal);
      const page = extractPage(html, { url, ...(onDiagnostic === undefined ? {} : { onDiagnostic }) });
      yield { page, headers: [], location: filename === undefined ? {} : { filename } };
    }
  }
}

async function* readWarcPages(
  bytes: CrawlFile["bytes"],
  { filename, signal, onProgress, onDiagnostic }: CrawlPagesOptions,
): AsyncGenerator<CrawlPage, void, undefined> {
  for await (const captured of htmlPagesFromWarc(bytes, { filename, signal, onProgress, onDiagnostic })) {
    const { html, url, contentType, headers, location, recordId, truncated } = captured;
    let page: Page;
    try {
      page = extractPage(html, {
        url,
        headers,
        ...(contentType === undefined ? {} : { contentType }),
        onDiagnostic: (diagnostic) => {
          const { filename, offset } = location;
          onDiagnostic?.({
            ...diagnostic,
            ...(filename === undefined ? {} : { filename }),
            ...(offset === undefined ? {} : { offset }),
          });
        },
      });
    } catch (error) {
      signal?.throwIfAborted();
      onDiagnostic?.(asDiagnostic(error, captured));
      continue;
    }
    yield {
      page,
      headers,
      location,
      ...(recordId === undefined ? {} : { recordId }),
      ...(truncated === true && { truncated }),
    };
  }
}

async function* readWatPages(
  bytes: CrawlFile["bytes"],
  { filename, signal, onProgress, onDiagnostic }: CrawlPagesOptions,
): AsyncGenerator<CrawlPage, void, undefined> {
  const pages = readWat(bytes, {
    links: false,
    ...(filename === undefined ? {} : { filename }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(onDiagnostic === undefined ? {} : { onDiagnostic }),
  });
  for await (const found of pages) {
    if (found.status !== undefined && !PAGE_STATUSES.includes(found.status)) continue;
    const { recordId, truncated } = found;
    yield {
      page: pageOfWat(found),
      headers: found.headers,
      location: locationOfWatPage(found, filename),
      ...(recordId === undefined ? {} : { recordId }),
      ...(truncated === true && { truncated }),
    };
  }
}

/**
 * All bytes of an opened HTML file in memory, not yet decoded.
 *
 * @throws Alt2imgError `dataset/page-too-large` for more than `MAX_PAGE_BYTES`; `dataset/gzip`
 */
export async function readHtmlFile({ bytes }: CrawlFile, signal?: AbortSignal): Promise<Uint8Array> {
  try {
    return await collectBytes(bytes, { signal, maxBytes: MAX_PAGE_BYTES });
  } catch (cause) {
    if (!(cause instanceof Alt2imgError) || cause.code !== "core/too-many-bytes") throw cause;
    const message = `The page is larger than ${MAX_PAGE_BYTES >> 20} MiB, which is too large to read. Give a smaller file.`;
    throw new Alt2imgError("dataset/page-too-large", message, { cause });
  }
}

export function wetFile(): Alt2imgError {
  return new Alt2imgError(
    "dataset/wet-file",
    "The file is a WET file, which has the text of pages and no images. Use the WARC or WAT file of the same crawl.",
  );
}
