import {
  countDiagnostic,
  type Diagnostic,
  headerValues,
  type ImageTextPair,
  type OnDiagnostic,
  type RecordLocation,
  type ResponseHeaders,
} from "@alt2img/core";
import { imagesOfHtml } from "../images/images-of-html.js";
import { emptyPairCounts, type PairCounts } from "../rules/pair-counts.js";
import { checkRecipe, type PairRecipe } from "../rules/recipe.js";
import { makePairs } from "./make-pairs.js";

export type HtmlPairOptions = {
  /** Absolute URL of the page. Its relative URLs are relative to it, unless it has a `base`. */
  url: string;
  /** Headers of the HTTP response: `Content-Type` declares the encoding, `X-Robots-Tag` and `TDM-Reservation` opt out. */
  headers?: ResponseHeaders | undefined;
  /** Where the page was found, for the pairs. */
  location?: RecordLocation | undefined;
  /** Which texts count, and which pairs are kept. */
  recipe?: PairRecipe | undefined;
  /** The page's counts are added to these, in place, so that they can be a sum over many pages. */
  counts?: PairCounts | undefined;
  /** Called for every fault in the page (`alt-text/…`). */
  onDiagnostic?: OnDiagnostic | undefined;
};

/**
 * The image–text pairs of one HTML page, in the order of its images. Only images with an http(s) URL make pairs.
 *
 * @param html decoded text, or bytes in any encoding
 * @throws Alt2imgError `alt-text/page-url` when `url` isn't absolute; `dataset/text-source`, `dataset/address`,
 *   `dataset/rule-name`
 */
export function pairsFromHtml(html: string | Uint8Array, options: HtmlPairOptions): ImageTextPair[] {
  const { url, headers = [], location = {}, recipe, counts = emptyPairCounts(), onDiagnostic } = options;
  const report = (diagnostic: Diagnostic): void => {
    countDiagnostic(counts.diagnostics, diagnostic);
    onDiagnostic?.(diagnostic);
  };
  const checked = checkRecipe(recipe);
  const contentType = headerValues(headers, "Content-Type").join(", ") || undefined;
  const page = imagesOfHtml({ html, url, contentType, headers, location }, checked, report);
  return makePairs(page, checked, counts, report);
}
