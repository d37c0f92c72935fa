import { optOutSignals } from "@alt2img/alt-text";
import type { ByteSource, OnDiagnostic } from "@alt2img/core";
import { readWat, type WatImage, type WatPage } from "@alt2img/crawl";
import { PAGE_STATUSES } from "../crawl-file/html-pages-from-warc.js";
import { locationOfWatPage, metasOfWat } from "../crawl-file/page-of-wat.js";
import { isHttp, type PageImage, type PageImages } from "../images/page-images.js";
import { listOptOut, OPT_OUT_HEADERS, OPT_OUT_WORDS } from "../opt-out/list-opt-out.js";
import type { CheckedRecipe } from "../rules/recipe.js";
import type { PairOptions } from "./pair-options.js";
import { type PairStream, pairStream } from "./pair-stream.js";

/**
 * The image–text pairs of all pages that a WAT file describes, in order, in constant memory; LAION was made from WAT files.
 * A WAT has only the `alt` and `title` of `img` elements, so other texts make no pairs, and no pair has a width or height.
 *
 * `filename`, `offset` and `length` of a pair are those of the page's record in the WARC file that the WAT names, so that
 * you can fetch the page. If the WAT doesn't name it, `filename` is the option's, and the other two are left out.
 *
 * @throws Alt2imgError `crawl/not-a-warc`; `dataset/text-source`, `dataset/address`, `dataset/rule-name`
 */
export function pairsFromWat(source: ByteSource, options: PairOptions = {}): PairStream {
  return pairStream(options, (recipe, report) => readPages(source, options, recipe, report));
}

async function* readPages(
  source: ByteSource,
  { statuses = PAGE_STATUSES, filename, signal, onProgress }: PairOptions,
  { sources, address }: CheckedRecipe,
  report: OnDiagnostic,
): AsyncGenerator<PageImages, void, undefined> {
  const pages = readWat(source, {
    links: false,
    metas: OPT_OUT_WORDS,
    headers: OPT_OUT_HEADERS,
    textlessImages: false,
    onDiagnostic: report,
    ...(filename === undefined ? {} : { filename }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress: (progress) => onProgress({ ...progress, stage: "pairs" }) }),
  });
  for await (const page of pages) {
    if (page.status !== undefined && !statuses.includes(page.status)) continue;
    const { url, imageCount = page.images.length, truncated } = page;
    const images = address === "src" ? page.images.map(withSrc) : page.images;
    const optOut = optOutOf(page);
    const location = locationOfWatPage(page, filename);
    yield { url, sources, images, imageCount, optOut, location, ...(truncated === true && { truncated }) };
  }
}

function withSrc(image: WatImage): PageImage {
  return image.path === "IMG@/src" && image.url !== undefined && isHttp(image.url)
    ? { ...image, src: image.url }
    : image;
}

function optOutOf({ metas, headers }: WatPage): PageImages["optOut"] {
  if (metas.length === 0 && headers.length === 0) return [];
  return listOptOut(optOutSignals({ metas: metasOfWat(metas), links: [] }, headers));
}
