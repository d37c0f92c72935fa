import type { DiagnosticCounts } from "@alt2img/core";
import { countRejected, emptyFunnelCounts, type FunnelCounts } from "./pair-rule.js";

/** The name under which images without any of the wanted texts are counted. */
export const NO_TEXT = "no text";

/** The name under which texts are counted whose image has no http(s) address: `data:` URLs, inline `svg`, invalid URLs. */
export const NO_ADDRESS = "no http(s) address";

/** With `address: "src"`, the name under which texts are counted whose image has an http(s) address only elsewhere. */
export const OUTSIDE_SRC = "address outside src";

/**
 * What was found on the way to the pairs, and why the rest makes no pairs. An image counts in `read` once for each wanted
 * text that it has, and once if it has none; so with one wanted text, `read` equals `images`. `rejected` names every loss:
 * `"no text"`, `"no http(s) address"`, `"address outside src"`, and the names of the rules. `kept` is the number of pairs.
 * Plain data.
 */
export type PairCounts = FunnelCounts & {
  /** HTML pages that were read. */
  pages: number;
  /** How many of them are cut off, by the crawler or in the file. They make the pairs of the part that is there. */
  pagesTruncated: number;
  /** On how many pages something was rejected, under the same names as in `rejected`. */
  pagesRejected: Record<string, number>;
  /** Images on the pages: only `img` elements if `alt` is the only wanted text, otherwise all that `extractPage` finds. */
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
