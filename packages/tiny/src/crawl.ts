/**
 * A small crawl with the truth about it.
 * @module crawl
 */
import type { ReadFileOptions } from "@alt2img/core";
import type { CrawlTruth } from "./crawl-truth.js";
import { type LoadFiles, notInstalled, type PackagedFolder, packagedFolder } from "./packaged-folder.js";

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

/** A small crawl of pages that this project wrote, with drawings of the training set on them. */
export type TinyCrawl = PackagedFolder & {
  /** The truth about the crawl: which alt texts are good, which pairs it holds, who opted out, what is damaged. */
  truth(options?: ReadFileOptions): Promise<CrawlTruth>;
};

/**
 * @internal
 * @param load loads the list of its files
 */
export function openCrawl(load: LoadFiles): TinyCrawl {
  const folder = packagedFolder("@alt2img/tiny-crawl", load);
  return {
    ...folder,
    truth: async (options) => JSON.parse(new TextDecoder().decode(await folder.read("truth.json", options))),
  };
}

/**
 * The tiny crawl: `tiny-crawl.warc.gz`, its `tiny-crawl.warc.wat.gz` and `tiny-crawl.cdxj`, and `truth.json`, which
 * `truth()` reads.
 */
export const tinyCrawl: TinyCrawl = /* @__PURE__ */ openCrawl(async () => {
  // If it isn't installed, bundlers accept the import only inside a `try`.
  try {
    return await import("@alt2img/tiny-crawl");
  } catch (cause) {
    throw notInstalled("@alt2img/tiny-crawl", cause);
  }
});
