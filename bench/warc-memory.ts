// Run by the suite `warc` in a process of its own: reads WARC streams of a gigabyte that are made as they are read, and
// prints for each the time it took and the peak resident memory.

import { gzipSync } from "node:zlib";
import { readWarc } from "@alt2img/crawl";
import { crawlOfRealPages } from "./inputs.js";

const GIGABYTE = 1e9;
const CHUNK = 64 << 10;

async function* repeated(bytes: Uint8Array, times: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let time = 0; time < times; time++) {
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.slice(at, at + CHUNK);
  }
}

async function measure(name: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const start = performance.now();
  let bytes = 0;
  let records = 0;
  let peak = 0;
  for await (const record of readWarc(source)) {
    bytes += (await record.payload()).length;
    if (records++ % 50 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  const found = `${records} records, at most ${(peak / 1e6).toFixed(0)} MB resident`;
  console.log(JSON.stringify({ name, bytes, seconds: (performance.now() - start) / 1000, found }));
}

const plain = await crawlOfRealPages({ times: 1, compression: "none" });
const times = Math.ceil(GIGABYTE / plain.length);
const perRecord = await crawlOfRealPages({ times: 1 });
await measure("a gzip member per record", repeated(perRecord, times));

/** One member that never ends: the middle of a gzip file cannot be repeated, but stored blocks can be made. */
await measure("members of 4 MB that end anywhere", repeated(gzipSync(plain), times));
