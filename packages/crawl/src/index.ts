/**
 * WARC, ARC, WAT, WET and CDXJ, and a client of Common Crawl, for Node and browsers.
 * @module index
 */

export type { Capture } from "./cdxj/capture.js";
export { type IndexWarcOptions, indexWarc, writeCdxj } from "./cdxj/index-warc.js";
export type { MatchType } from "./cdxj/key-range.js";
export { formatCdxjLine, type ParseCdxOptions, parseCdxHeader, parseCdxLine } from "./cdxj/parse-cdx-line.js";
export { type ReadCdxjOptions, readCdxj } from "./cdxj/read-cdxj.js";
export { type SearchCdxjOptions, searchCdxj } from "./cdxj/search-cdxj.js";
export { type IndexShard, searchZipNum } from "./cdxj/search-zipnum.js";
export { type ByteCache, openCacheStorage } from "./common-crawl/cache.js";
export type { Clock } from "./common-crawl/clock.js";
export type { Fetch, HttpOptions, HttpPlatform, HttpRequestOptions } from "./common-crawl/http-client.js";
export type { LookUpQuery } from "./common-crawl/look-up.js";
export {
  type CommonCrawl,
  type CommonCrawlOptions,
  type Crawl,
  openCommonCrawl,
} from "./common-crawl/open-common-crawl.js";
export type { PathsKind } from "./common-crawl/paths-list.js";
export type { RecordLocation } from "./common-crawl/record-location.js";
export type { SampledRecord, SampleKind } from "./common-crawl/sample.js";
export type { Counted } from "./counted.js";
export type { ReadOptions } from "./read-options.js";
export { readWet, type WetPage } from "./read-wet.js";
export { surt } from "./surt.js";
export type { DigestVerdict } from "./warc/digest.js";
export type { DigestEncoding } from "./warc/digest-encoding.js";
export { defaultWarcLimits, type WarcLimits } from "./warc/limits.js";
export { type NewWarcRecord, type WarcinfoOptions, type WriteDigest, warcinfo } from "./warc/new-record.js";
export { type ReadWarcOptions, readWarc, type WarcRecordHead } from "./warc/read-warc.js";
export type { Headers, HttpHead, WarcRecord } from "./warc/record.js";
export { formatWarcFields, parseWarcFields } from "./warc/warc-fields.js";
export { type WriteWarcOptions, writeWarc } from "./warc/write-warc.js";
export type { WatHtml } from "./wat/html-metadata.js";
export type { WatImage, WatLink, WatMeta, WatPage, WatParts } from "./wat/page.js";
export { type ReadWatOptions, readWat } from "./wat/read-wat.js";
export { type WatHtmlSource, type WriteWatOptions, writeWat } from "./wat/write-wat.js";
