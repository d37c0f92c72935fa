import { optOutSignals } from "@alt2img/alt-text";
import type { ByteSource, ImageTextPair, OnDiagnostic } from "@alt2img/core";
import { readWat, type WatImage, type WatMeta, type WatPage } from "@alt2img/crawl";
import { PAGE_STATUSES } from "./html-pages-from-warc.js";
import { OPT_OUT_WORDS, optOutList } from "./opt-out.js";
import type { PairCounts } from "./pair-counts.js";
import { type CheckedRules, checkRules, type PairOptions } from "./pair-options.js";
import { type PairStream, pairStream } from "./pair-stream.js";
import { type ImageReader, isHttp, type PageOfImages, pairsOfPage } from "./pairs-of-page.js";

/**
 * The image–text pairs of all pages that a WAT file describes, in their order, in constant memory: what LAION was made
 * of. A WAT keeps the `alt` and `title` of `img` elements and nothing else, so of the `sources` only these two can give
 * pairs, and no pair has a width or height. `respectOptOut` sees `meta` elements; a WAT keeps no response headers.
 *
 * `filename`, `offset` and `length` of a pair are those of the page's record in the WARC file, which the WAT names, so
 * that the page can be fetched. Where the WAT does not name it, `filename` is the option's, and the others are left out.
 *
 * @throws Alt2imgError `crawl/not-a-warc`; `dataset/text-source`, `dataset/min-text-length`
 */
export function pairsFromWat(source: ByteSource, options: PairOptions = {}): PairStream {
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
  const pages = readWat(source, {
    links: false,
    metas: OPT_OUT_WORDS,
    textlessImages: false,
    onDiagnostic: report,
    ...(filename === undefined ? {} : { filename }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress: (progress) => onProgress({ ...progress, stage: "pairs" }) }),
  });
  for await (const page of pages) {
    if (page.status !== undefined && !statuses.includes(page.status)) continue;
    yield pairsOfPage(pageOfImages(page, filename), watImage, rules, counts);
  }
}

function pageOfImages(
  { url, images, imageCount, metas, filename, offset, length }: WatPage,
  watFilename: string | undefined,
): PageOfImages<WatImage> {
  const optOut = metas.length === 0 ? [] : optOutOf(metas);
  return { url, images, imageCount, optOut, filename: filename ?? watFilename, offset, length };
}

function optOutOf(metas: readonly WatMeta[]): string[] {
  const named = metas.map(({ name, property, "http-equiv": httpEquiv, content = "" }) => ({
    name: name ?? property ?? httpEquiv ?? "",
    content,
  }));
  return optOutList(optOutSignals({ metas: named, links: [] }));
}

const UNKNOWN_SIZE = {};

const watImage: ImageReader<WatImage> = {
  url: ({ url }) => (url !== undefined && isHttp(url) ? url : undefined),
  text: (image, source) => (source === "alt" || source === "title" ? image[source] : undefined),
  size: () => UNKNOWN_SIZE,
  givesViews: false,
};
