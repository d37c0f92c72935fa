export type { Counted } from "./counted.js";
export { type ReadWetOptions, readWet, type WetPage } from "./read-wet.js";
export { surt } from "./surt.js";
export { defaultWarcLimits, type WarcLimits } from "./warc/limits.js";
export { type ReadWarcOptions, readWarc, type WarcReader, type WarcRecordHead } from "./warc/read-warc.js";
export type { Headers, HttpHead, WarcRecord } from "./warc/record.js";
export type { WatImage, WatLink, WatMeta, WatPage, WatParts } from "./wat/page.js";
export { type ReadWatOptions, readWat } from "./wat/read-wat.js";
