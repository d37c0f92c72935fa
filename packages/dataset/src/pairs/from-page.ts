import { type OptOutSignals, optOutSignals, type Page } from "@alt2img/alt-text";
import type { ImageTextPair } from "@alt2img/core";
import { htmlImage } from "./html-image.js";
import { optOutList } from "./opt-out.js";
import { emptyPairCounts, type PairCounts } from "./pair-counts.js";
import { checkRules, type PairRules } from "./pair-options.js";
import { pairsOfPage } from "./pairs-of-page.js";

export type PagePairOptions = PairRules & {
  /** What the page and its server say against its use. Without it, what its `meta` elements say. */
  optOut?: OptOutSignals | undefined;
  /** The file in which the page was found, for the pairs. */
  filename?: string | undefined;
  /** Where the page's record starts in the file, in bytes as stored. */
  offset?: number | undefined;
  /** How long the page's record is in the file, in bytes as stored. */
  length?: number | undefined;
  /** What is met is added to these, in place: the sum over many pages. */
  counts?: PairCounts | undefined;
};

/**
 * The image–text pairs of a page that `extractPage` has read, for programs that need the page for something else too.
 *
 * @throws Alt2imgError `dataset/text-source`, `dataset/min-text-length`
 */
export function pairsFromPage(
  page: Pick<Page, "url" | "images" | "metas" | "links">,
  options: PagePairOptions = {},
): ImageTextPair[] {
  const { optOut = optOutSignals(page), filename, offset, length, counts = emptyPairCounts() } = options;
  const rules = checkRules(options);
  const images = rules.altOnly ? page.images.filter(({ element }) => element === "img") : page.images;
  const found = { url: page.url, images, optOut: optOutList(optOut), filename, offset, length };
  return pairsOfPage(found, htmlImage, rules, counts);
}
