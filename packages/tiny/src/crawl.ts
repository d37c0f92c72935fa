/**
 * A small crawl with the truth about it.
 * @module crawl
 */
import type { ReadFileOptions } from "@alt2img/core";
import { crawlFiles } from "./crawl-files.js";
import type { CrawlTruth } from "./crawl-truth.js";
import { type PackagedFolder, packagedFolder } from "./packaged-folder.js";

export type {
  AltQuality,
  BrokenRecord,
  CrawlTruth,
  ImageTruth,
  OccupationShares,
  OptOutTruth,
  PageTruth,
  PairTruth,
} from "./crawl-truth.js";

/** A small crawl of pages that the project wrote itself, which show drawings of the training set. */
export type TinyCrawl = PackagedFolder & {
  /** What is true of the crawl: which alt texts are good, which pairs are in it, who opted out, what is broken. */
  truth(options?: ReadFileOptions): Promise<CrawlTruth>;
};

const folder = /* @__PURE__ */ packagedFolder("@alt2img/tiny/crawl", crawlFiles);

/**
 * The tiny crawl: `tiny-crawl.warc.gz`, its `tiny-crawl.warc.wat.gz` and `tiny-crawl.cdxj`, and `truth.json`, which
 * `truth()` reads.
 */
export const tinyCrawl: TinyCrawl = {
  ...folder,
  truth: async (options) => JSON.parse(new TextDecoder().decode(await folder.read("truth.json", options))),
};
