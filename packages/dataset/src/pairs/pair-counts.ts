import type { DiagnosticCounts } from "@alt2img/core";

/** What was met on the way to the pairs, and why the rest is none. Plain data. */
export type PairCounts = {
  /** HTML pages that were read. */
  pages: number;
  /** Of those, left out because of `respectOptOut`. Their images are not counted. */
  pagesOptedOut: number;
  /** Images on the pages: `img` elements alone when `alt` is the only source, otherwise all that `extractPage` finds. */
  images: number;
  /** Of those, without any of the wanted texts. */
  imagesWithoutText: number;
  /** Of those, with a text and no http(s) address: inline `svg`, `data:` URLs, URLs that cannot be resolved. */
  imagesWithoutUrl: number;
  /** Texts shorter than `minTextLength`. */
  textsTooShort: number;
  pairs: number;
  diagnostics: DiagnosticCounts;
};

export function emptyPairCounts(): PairCounts {
  return {
    pages: 0,
    pagesOptedOut: 0,
    images: 0,
    imagesWithoutText: 0,
    imagesWithoutUrl: 0,
    textsTooShort: 0,
    pairs: 0,
    diagnostics: {},
  };
}

/** Adds `more` to `counts`, in place: the sum over the files of a crawl. */
export function addPairCounts(counts: PairCounts, { diagnostics, ...more }: Readonly<PairCounts>): void {
  counts.pages += more.pages;
  counts.pagesOptedOut += more.pagesOptedOut;
  counts.images += more.images;
  counts.imagesWithoutText += more.imagesWithoutText;
  counts.imagesWithoutUrl += more.imagesWithoutUrl;
  counts.textsTooShort += more.textsTooShort;
  counts.pairs += more.pairs;
  for (const [code, count] of Object.entries(diagnostics)) {
    counts.diagnostics[code] = (counts.diagnostics[code] ?? 0) + count;
  }
}
