export type { Headers, HttpHead, WarcRecord } from "./warc/record.js";
