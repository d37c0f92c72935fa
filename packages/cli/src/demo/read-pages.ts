import type { ImageTextPair, OnProgress } from "@alt2img/core";
import { type CrawlInput, type CrawlPages, type Reading, readCrawl } from "@alt2img/report";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { crawlInput } from "../report/crawl-input.js";

/** A crawl as the report needs it. */
export type CrawlReading = {
  readonly files: readonly CrawlInput[];
  readonly reading: Reading;
  /** The languages that pages declare, by their addresses. */
  readonly languages: ReadonlyMap<string, string>;
};

/** Pages in the report: more would only make it longer. All are counted. */
const MAX_PAGES = 40;

type ReadOptions = { signal: AbortSignal; onProgress?: OnProgress };

/** Opens a crawl file to read its pages: `pairs` gives their pairs, and at its end `reading` is complete. */
export async function openPages(
  crawl: string,
  { signal, onProgress }: ReadOptions,
): Promise<CrawlReading & { pairs(): AsyncGenerator<ImageTextPair, void, undefined> }> {
  const files = [await crawlInput(crawl, undefined)];
  const concepts = taxonomy(await princeton({ signal }));
  const pages = readCrawl(files, { maxPages: MAX_PAGES, taxonomy: concepts, signal, onProgress });
  const languages = new Map<string, string>();
  return { files, reading: pages.reading, languages, pairs: () => pairsOf(pages, languages) };
}

/** Reads a crawl file to its end. */
export async function readPages(crawl: string, options: ReadOptions): Promise<CrawlReading> {
  const { pairs, ...reading } = await openPages(crawl, options);
  for await (const _ of pairs());
  return reading;
}

async function* pairsOf(
  pages: CrawlPages,
  languages: Map<string, string>,
): AsyncGenerator<ImageTextPair, void, undefined> {
  for await (const { url, language, pairs } of pages) {
    if (language !== undefined && pairs.length > 0) languages.set(url, language);
    yield* pairs;
  }
}
