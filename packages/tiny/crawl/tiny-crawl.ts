import { constants, gunzipSync } from "node:zlib";
import { collectBytes } from "@alt2img/core";
import { indexWarc, readWarc, type WatHtml, writeCdxj, writeWarc, writeWat } from "@alt2img/crawl";
import { gzip } from "pako";
import type { CrawlTruth } from "../src/crawl-truth.js";
import { member } from "./damage.js";
import { concatenate } from "./page-bytes.js";
import { chance, loadPictures } from "./pictures.js";
import { createPool } from "./pool.js";
import { ERROR_IMAGE, MOVED_IMAGE, recordId, records } from "./records.js";
import type { Page, Site, World } from "./site.js";
import { agency } from "./sites/agency.js";
import { blogs } from "./sites/blog.js";
import { encyclopaedias } from "./sites/encyclopaedia.js";
import { forums } from "./sites/forum.js";
import { newspapers } from "./sites/news.js";
import { portfolios } from "./sites/portfolio.js";
import { shops } from "./sites/shop.js";
import { truthOf } from "./truth.js";
import { watHtml } from "./wat-html.js";

const FILENAME = "tiny-crawl.warc.gz";
const SEED = 20261122;

/** The tiny crawl by file name: the same training set always gives the same bytes. */
export async function makeTinyCrawl(): Promise<Map<string, Uint8Array>> {
  const pictures = await loadPictures();
  const world: World = { pictures, chance: chance(SEED) };
  const pool = createPool(pictures, world.chance);
  // The agency chooses first: it needs people of every occupation.
  const { site, occupations } = agency(world, pool);
  const sites: Site[] = [
    ...shops(world, pool),
    ...blogs(world, pool),
    ...encyclopaedias(world, pool),
    ...newspapers(world, pool),
    ...portfolios(world, pool),
    ...forums(world, pool),
    site,
  ];
  const { warc, cutPage } = await warcOf(sites);
  const truth: CrawlTruth = truthOf(SEED, sites, occupations, cutPage);
  const found = htmlByUrl(sites);
  const wat = writeWat(readWarc(warc), {
    filename: FILENAME,
    compression: "none",
    date: "2024-06-16T08:00:00Z",
    recordId: ({ recordId: id, targetUri }) => recordId(`wat ${id ?? targetUri}`),
    info: { software: "alt2img tiny crawl" },
    readHtml: ({ url }) => found.get(url),
  });
  return new Map([
    [FILENAME, warc],
    ["tiny-crawl.warc.wat.gz", await gzipped(wat)],
    [
      "tiny-crawl.cdxj",
      await collectBytes(writeCdxj(indexWarc(warc, { filename: FILENAME, types: ["response", "revisit"] }))),
    ],
    ["truth.json", new TextEncoder().encode(`${JSON.stringify(truth)}\n`)],
  ]);
}

/** What a WAT says about each HTML document, from the trees that they were written from, not by parsing them. */
function htmlByUrl(sites: readonly Site[]): Map<string, WatHtml> {
  const notPages = ({ redirects, errors }: Site): [string, WatHtml][] => [
    ...redirects.map(({ url }): [string, WatHtml] => [url, { links: [MOVED_IMAGE] }]),
    ...errors.map(({ url }): [string, WatHtml] => [url, { links: [ERROR_IMAGE] }]),
  ];
  const readable = ({ fault }: Page): boolean => fault !== "unknown content coding";
  return new Map(
    sites.flatMap((site) => [
      ...notPages(site),
      ...site.pages.map((page): [string, WatHtml] => [page.url, readable(page) ? watHtml(page.html) : {}]),
    ]),
  );
}

/** The file, and what is left of the page in whose record it ends. */
async function warcOf(sites: readonly Site[]): Promise<{ warc: Uint8Array; cutPage: string }> {
  const members: Uint8Array[] = [];
  let cutPage = "";
  for await (const { record, page } of records(sites, FILENAME)) {
    const bytes = await collectBytes(writeWarc([record], { compression: "none" }));
    members.push(member(bytes, page?.fault));
    if (page?.fault !== "end of file inside the record") continue;
    cutPage = gunzipSync(members.at(-1)!, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
    break;
  }
  return { warc: concatenate(...members), cutPage };
}

/** A gzip member for each record. */
async function gzipped(records: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const members: Uint8Array[] = [];
  for await (const bytes of records) members.push(gzip(bytes));
  return concatenate(...members);
}
