import type { DiagnosticCounts } from "@alt2img/core";
import { countRejected, emptyFunnelCounts, type FunnelCounts } from "./pair-rule.js";

/** Name of the loss of images about which the page says none of the wanted texts. */
export const NO_TEXT = "no text";

/** Name of the loss of texts whose image has no http(s) address: `data:` URLs, inline `svg`, URLs that can't be resolved. */
export const NO_ADDRESS = "no http(s) address";

/** Name of the loss, with the recipe's `address: "src"`, of texts whose image has an http(s) address elsewhere alone. */
export const OUTSIDE_SRC = "address outside src";

/**
 * What was met on the way to the pairs, and why the rest makes none. An image counts in `read` once for each wanted text
 * that it has, and once if it has none; so with one wanted text, `read` equals `images`. `rejected` names every loss:
 * `"no text"`, `"no http(s) address"`, `"address outside src"`, and the names of the rules. `kept` are the pairs. Plain data.
 */
export type PairCounts = FunnelCounts & {
  /** HTML pages that were read. */
  pages: number;
  /** Of those, pages that the crawler cut off or that the file has only in part. Their pairs are those of what is there. */
  pagesTruncated: number;
  /** On how many pages something was rejected, by the same names as `rejected`: `"opted out"` counts the pages that did. */
  pagesRejected: Record<string, number>;
  /** Images on the pages: `img` elements alone when `alt` is the only wanted text, otherwise all that `extractPage` finds. */
  images: number;
  diagnostics: DiagnosticCounts;
};

export function emptyPairCounts(): PairCounts {
  return { pages: 0, pagesTruncated: 0, pagesRejected: {}, images: 0, ...emptyFunnelCounts(), diagnostics: {} };
}

/** Adds `more` to `counts`, in place: the sum over the files of a crawl. */
export function addPairCounts(counts: PairCounts, more: Readonly<PairCounts>): void {
  for (const key of ["pages", "pagesTruncated", "images", "read", "kept", "failed"] as const) counts[key] += more[key];
  for (const key of ["pagesRejected", "rejected", "diagnostics"] as const) {
    for (const [name, count] of Object.entries(more[key])) countRejected(counts[key], name, count);
  }
}
