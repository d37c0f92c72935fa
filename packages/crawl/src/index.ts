export { defaultWarcLimits, type WarcLimits } from "./warc/limits.js";
export { type ReadWarcOptions, readWarc, type WarcReader, type WarcRecordHead } from "./warc/read-warc.js";
export type { Headers, HttpHead, WarcRecord } from "./warc/record.js";
