import type { OnDiagnostic } from "@alt2img/core";
import type { CrawlFile } from "../crawl-file/open-crawl-file.js";
import { readHtmlFile, wetFile } from "../crawl-file/read-crawl-pages.js";
import { imagesOfHtml } from "../images/images-of-html.js";
import type { PageImages } from "../images/page-images.js";
import type { CheckedRecipe } from "../rules/recipe.js";
import type { PairOptions } from "./pair-options.js";
import { type PairStream, pairStream } from "./pair-stream.js";
import { pairsFromWarc } from "./pairs-from-warc.js";
import { pairsFromWat } from "./pairs-from-wat.js";

/**
 * The image–text pairs of a file that `openCrawlFile` has opened, whatever its format.
 *
 * @param url absolute URL of an HTML file, which doesn't contain its own
 * @throws Alt2imgError `dataset/wet-file` at once for a WET file; what `pairsFromWarc`, `pairsFromWat` and `pairsFromHtml`
 * throw
 */
export function pairsFromCrawlFile(file: CrawlFile, url: string, options: PairOptions = {}): PairStream {
  const { format, bytes } = file;
  switch (format) {
    case "warc":
      return pairsFromWarc(bytes, options);
    case "wat":
      return pairsFromWat(bytes, options);
    case "html":
      return pairStream(options, (recipe, report) => readPage(file, url, options, recipe, report));
    case "wet":
      throw wetFile();
  }
}

async function* readPage(
  file: CrawlFile,
  url: string,
  { filename, signal }: PairOptions,
  recipe: CheckedRecipe,
  report: OnDiagnostic,
): AsyncGenerator<PageImages, void, undefined> {
  const html = await readHtmlFile(file, signal);
  const location = filename === undefined ? {} : { filename };
  yield imagesOfHtml({ html, url, headers: [], location }, recipe, report);
}
