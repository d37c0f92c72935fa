export { type CapturedPage, type HtmlPagesOptions, htmlPagesFromWarc } from "./crawl-file/html-pages-from-warc.js";
export { type CrawlFile, type CrawlFormat, openCrawlFile } from "./crawl-file/open-crawl-file.js";
export {
  type CrawlPage,
  type CrawlPagesOptions,
  readCrawlPages,
  readHtmlFile,
} from "./crawl-file/read-crawl-pages.js";
export { imagesOfPage, type PageImagesOptions } from "./images/images-of-page.js";
export type { PageImage, PageImages } from "./images/page-images.js";
export { readJsonl } from "./jsonl/read-jsonl.js";
export { type WriteJsonlOptions, writeJsonl } from "./jsonl/write-jsonl.js";
export type { PairReader, ReadPairsOptions } from "./pair-reader.js";
export type { PairSource } from "./pair-source.js";
export type { PairOptions } from "./pairs/pair-options.js";
export type { PairStream } from "./pairs/pair-stream.js";
export { pairsFromCrawlFile } from "./pairs/pairs-from-crawl-file.js";
export { type HtmlPairOptions, pairsFromHtml } from "./pairs/pairs-from-html.js";
export { type ImagePairOptions, pairsFromImages } from "./pairs/pairs-from-images.js";
export { pairsFromWarc } from "./pairs/pairs-from-warc.js";
export { pairsFromWat } from "./pairs/pairs-from-wat.js";
export { laionRules } from "./rules/laion-rules.js";
export { minTextLength } from "./rules/min-text-length.js";
export {
  addPairCounts,
  emptyPairCounts,
  NO_ADDRESS,
  NO_TEXT,
  OUTSIDE_SRC,
  type PairCounts,
} from "./rules/pair-counts.js";
export type { FunnelCounts, PairRule } from "./rules/pair-rule.js";
export {
  describeImages,
  describeRecipe,
  listLosses,
  type PairAddress,
  type PairLoss,
  type PairRecipe,
} from "./rules/recipe.js";
export { type RespectOptOutOptions, respectOptOut } from "./rules/respect-opt-out.js";
export { isTextSource, textSources } from "./text-sources.js";
