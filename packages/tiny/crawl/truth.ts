import type { BrokenRecord, CrawlTruth, OccupationShares, PageTruth, PairTruth } from "../src/crawl-truth.js";
import { type Element, elementsOf, type ImageFact } from "./node.js";
import { recordId } from "./records.js";
import type { Fault, Page, Site } from "./site.js";

const LEFT: Readonly<Record<Fault, BrokenRecord["page"]>> = {
  "truncated gzip member": "lost",
  "damaged gzip member": "lost",
  "end of file inside the record": "first images",
  "unknown content coding": "lost",
  "Content-Length too small": "all images",
  "truncated gzip body": "all images",
  "bad chunking": "all images",
  "Content-Length too great": "whole",
  "wrong payload digest": "whole",
  "bytes before the record": "whole",
};

/**
 * The truth about the sites, from the trees that their pages were written from.
 * @param cutPage what is left of the page in whose record the file ends
 */
export function truthOf(
  seed: number,
  sites: readonly Site[],
  occupations: OccupationShares[],
  cutPage: string,
): CrawlTruth {
  const pages = sites.flatMap((site) => site.pages.map((page) => ({ site, page })));
  return {
    seed,
    license: "Texts: CC0-1.0. Pictures: that of their rows in the training set.",
    pages: pages.map(({ site, page }) => pageTruth(site, page)),
    pairs: pages.flatMap(({ page }) => pairsOf(page, cutPage)),
    broken: pages.flatMap(({ page }) => broken(page)),
    redirects: sites.flatMap(({ redirects }) => redirects),
    errors: sites.flatMap(({ errors }) => errors),
    robots: sites.map(({ host, disallows }) => ({ host, disallows })),
    occupations,
  };
}

function pageTruth({ kind, language, charset }: Site, page: Page): PageTruth {
  const { url, title, html, optOut } = page;
  return {
    url,
    kind,
    title,
    language: language.tag,
    charset,
    ...(optOut.length === 0 ? {} : { optOut }),
    images: factsOf(html).map(({ url, row, name, alt, quality }) => ({ url, row, name, alt, quality })),
  };
}

function pairsOf(page: Page, cutPage: string): PairTruth[] {
  const left = page.fault === undefined ? "whole" : LEFT[page.fault];
  if (left === "lost") return [];
  const facts = factsOf(page.html);
  const there = left === "first images" ? facts.slice(0, cutPage.match(/<img\b[^>]*>/g)?.length ?? 0) : facts;
  return there.flatMap(({ url, alt, width, height, lazy }) => {
    const text = (alt ?? "").trim().replace(/\s+/g, " ");
    if (text === "") return [];
    const pair: PairTruth = { imageUrl: url, text, pageUrl: page.url };
    if (width !== undefined) pair.width = width;
    if (height !== undefined) pair.height = height;
    if (page.optOut.length > 0) pair.optOut = page.optOut.map(({ signal }) => signal);
    if (left === "first images") pair.notInWat = "the record is cut off";
    else if (lazy) pair.notInWat = "the address is in an attribute that a WAT does not keep";
    return [pair];
  });
}

function broken({ url, fault }: Page): BrokenRecord[] {
  return fault === undefined ? [] : [{ url, recordId: recordId(`response ${url}`), fault, page: LEFT[fault] }];
}

const factsOf = (html: Element): ImageFact[] => [...elementsOf([html])].flatMap(({ fact }) => fact ?? []);
