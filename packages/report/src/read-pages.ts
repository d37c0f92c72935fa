import { extractPage, MAX_PAGE_BYTES, optOutSignals, type Page } from "@alt2img/alt-text";
import { judgeImages } from "@alt2img/alt-text/lint";
import {
  Alt2imgError,
  type ByteSource,
  collectBytes,
  type OnDiagnostic,
  type OnProgress,
  type RecordLocation,
  type ResponseHeaders,
} from "@alt2img/core";
import { readWat } from "@alt2img/crawl";
import { htmlPagesFromWarc, imagesOfPage, pairsFromImages } from "@alt2img/dataset";
import type { CrawlFormat, PageOrigin, PageReading } from "./reading.js";
import { pageOfWat } from "./wat-page.js";

export type ReadPagesOptions = {
  filename: string;
  /** The address of an HTML file. */
  url: string;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
  onDiagnostic: OnDiagnostic;
};

/** The pages of one file, each read by both readers and judged, in constant memory. */
export async function* readPages(
  source: ByteSource,
  format: CrawlFormat,
  options: ReadPagesOptions,
): AsyncGenerator<PageReading, void, undefined> {
  switch (format) {
    case "warc":
      return yield* readWarcPages(source, options);
    case "wat":
      return yield* readWatPages(source, options);
    case "html": {
      const { filename, url, onDiagnostic } = options;
      const page = extractPage(await collectBytes(source, { maxBytes: MAX_PAGE_BYTES }), { url, onDiagnostic });
      yield readPage(page, [], { filename, format: "html" });
    }
  }
}

async function* readWarcPages(
  source: ByteSource,
  { filename, signal, onProgress, onDiagnostic }: ReadPagesOptions,
): AsyncGenerator<PageReading, void, undefined> {
  for await (const captured of htmlPagesFromWarc(source, { filename, signal, onProgress, onDiagnostic })) {
    const { html, url, contentType, headers, location, recordId } = captured;
    const { offset, length } = location;
    const origin: PageOrigin = {
      filename,
      format: "warc",
      ...(offset === undefined ? {} : { offset }),
      ...(length === undefined ? {} : { length }),
      ...(recordId === undefined ? {} : { recordId }),
    };
    try {
      const page = extractPage(html, {
        url,
        ...(contentType === undefined ? {} : { contentType }),
        onDiagnostic: (diagnostic) => onDiagnostic({ ...diagnostic, ...whereabouts(origin) }),
      });
      yield readPage(page, headers, origin);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Alt2imgError)) throw error;
      onDiagnostic({ code: error.code, message: error.message, url, ...whereabouts(origin) });
    }
  }
}

async function* readWatPages(
  source: ByteSource,
  { filename, signal, onProgress, onDiagnostic }: ReadPagesOptions,
): AsyncGenerator<PageReading, void, undefined> {
  const options = {
    links: false,
    filename,
    onDiagnostic,
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  };
  for await (const watPage of readWat(source, options)) {
    if (watPage.status !== undefined && watPage.status !== 200) continue;
    const { offset, length, recordId } = watPage;
    yield readPage(pageOfWat(watPage), [], {
      filename: watPage.filename ?? filename,
      format: "wat",
      ...(offset === undefined ? {} : { offset }),
      ...(length === undefined ? {} : { length }),
      ...(recordId === undefined ? {} : { recordId }),
    });
  }
}

/** A page as both readers get it, with what the lint says and the pairs that it makes. */
function readPage(page: Page, headers: ResponseHeaders, origin: PageOrigin): PageReading {
  const { url, title = "", language } = page;
  const optOut = optOutSignals(page, headers);
  return {
    url,
    title,
    ...(language === undefined ? {} : { language }),
    origin,
    images: judgeImages(page),
    optOut,
    pairs: pairsFromImages(imagesOfPage(page, { headers, location: locationOf(origin) })),
  };
}

function whereabouts({ filename, offset, recordId }: PageOrigin): {
  filename: string;
  offset?: number;
  recordId?: string;
} {
  return { filename, ...(offset === undefined ? {} : { offset }), ...(recordId === undefined ? {} : { recordId }) };
}

function locationOf({ filename, offset, length }: PageOrigin): RecordLocation {
  return { filename, ...(offset === undefined ? {} : { offset }), ...(length === undefined ? {} : { length }) };
}
