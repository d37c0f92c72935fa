import type { ByteSource, OnDiagnostic } from "@alt2img/core";
import { asDiagnostic } from "../as-diagnostic.js";
import { htmlPagesFromWarc } from "../crawl-file/html-pages-from-warc.js";
import { imagesOfHtml } from "../images/images-of-html.js";
import type { PageImages } from "../images/page-images.js";
import type { CheckedRecipe } from "../rules/recipe.js";
import type { PairOptions } from "./pair-options.js";
import { type PairStream, pairStream } from "./pair-stream.js";

/**
 * The image–text pairs of all HTML pages in a WARC or ARC file (see `htmlPagesFromWarc`), in order, in constant memory.
 * `offset` and `length` of a pair are those of its page's record as stored (compressed), so that you can fetch the page by
 * its range.
 *
 * Faults are reported; if a page can't be read, only its own pairs are lost.
 *
 * @throws Alt2imgError `crawl/not-a-warc`; `dataset/text-source`, `dataset/address`, `dataset/rule-name`
 */
export function pairsFromWarc(source: ByteSource, options: PairOptions = {}): PairStream {
  return pairStream(options, (recipe, report) => readPages(source, options, recipe, report));
}

async function* readPages(
  source: ByteSource,
  options: PairOptions,
  recipe: CheckedRecipe,
  report: OnDiagnostic,
): AsyncGenerator<PageImages, void, undefined> {
  const { onProgress, signal } = options;
  const pages = htmlPagesFromWarc(source, {
    ...options,
    onDiagnostic: report,
    onProgress: onProgress && ((progress) => onProgress({ ...progress, stage: "pairs" })),
  });
  for await (const page of pages) {
    let images: PageImages | undefined;
    try {
      images = imagesOfHtml(page, recipe, report);
    } catch (error) {
      signal?.throwIfAborted();
      report(asDiagnostic(error, page));
    }
    if (images !== undefined) yield images;
  }
}
