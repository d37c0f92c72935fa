import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { type NewWarcRecord, readWarc } from "@alt2img/crawl";
import { inChunks } from "@alt2img/testing";
import { WARCParser } from "warcio";
import { type Candidate, type Comparison, compare, type Result } from "../compare.js";
import { crawlOfRealPages, crawlRecords, warcBytes } from "../inputs.js";

/** Chunks as `createReadStream` gives them. */
const CHUNK = 64 << 10;

/** Reads all records with their payloads, HTTP decoded, and counts them and their payload bytes. */
async function ours(bytes: Uint8Array): Promise<string> {
  let records = 0;
  let payloadBytes = 0;
  for await (const record of readWarc(inChunks(bytes, CHUNK))) {
    records++;
    payloadBytes += (await record.payload()).length;
  }
  return `${records} records, ${payloadBytes} bytes`;
}

async function warcio(bytes: Uint8Array): Promise<string> {
  let records = 0;
  let payloadBytes = 0;
  for await (const record of new WARCParser(inChunks(bytes, CHUNK))) {
    records++;
    payloadBytes += (await record.readFully(true)).length;
  }
  return `${records} records, ${payloadBytes} bytes`;
}

const candidates = (bytes: Uint8Array): Candidate[] => [
  { name: "@alt2img/crawl readWarc", run: () => ours(bytes) },
  { name: "warcio WARCParser", run: () => warcio(bytes) },
];

/** WARC files, made of real pages, in memory: iterating all records with their payloads. */
export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const plain = await crawlOfRealPages({ compression: "none" });
  const perRecord = await crawlOfRealPages();
  yield compare({
    title: "WARC, a gzip member per record, payloads decoded",
    bytes: plain.length,
    candidates: [
      ...candidates(perRecord),
      { name: "only inflating (gunzipSync)", run: () => `${gunzipSync(perRecord).length} bytes` },
    ],
  });

  const one = new Uint8Array(gzipSync(plain));
  yield compare({
    title: "WARC, one gzip member for all, payloads decoded",
    bytes: plain.length,
    candidates: [
      ...candidates(one),
      { name: "only inflating (gunzipSync)", run: () => `${gunzipSync(one).length} bytes` },
    ],
  });

  const encoded = await warcBytes(contentEncoded());
  yield compare({
    title: "WARC gzip, bodies in Content-Encoding: gzip",
    bytes: plain.length,
    candidates: candidates(encoded),
  });

  const small = await warcBytes(smallRecords());
  yield compare({
    title: "WARC gzip, 5,000 records of about 700 bytes",
    bytes: gunzipSync(small).length,
    candidates: candidates(small),
  });
  yield compare({ title: "WARC, uncompressed", bytes: plain.length, candidates: candidates(plain) });
  yield memory();
}

function* contentEncoded(): Generator<NewWarcRecord, void, undefined> {
  for (const record of crawlRecords(4)) {
    if (record.type !== "response" || typeof record.block === "string") continue;
    const block = Buffer.from(record.block);
    const headEnd = block.indexOf("\r\n\r\n") + 2;
    const head = `${block.toString("latin1", 0, headEnd)}Content-Encoding: gzip\r\n\r\n`.replace(
      /Content-Length: .*\r\n/,
      "",
    );
    yield {
      ...record,
      block: new Uint8Array(Buffer.concat([Buffer.from(head), gzipSync(block.subarray(headEnd + 2))])),
    };
  }
}

function* smallRecords(): Generator<NewWarcRecord, void, undefined> {
  for (let i = 0; i < 5_000; i++) {
    yield {
      type: "metadata",
      targetUri: `https://pages.example/${i}`,
      recordId: `urn:uuid:00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
      date: "2026-11-22T12:00:00Z",
      contentType: "application/json",
      block: JSON.stringify({
        page: i,
        links: Array.from({ length: 12 }, (_, link) => `/page/${(i * 7919 + link * 104729) % 99991}`),
      }),
    };
  }
}

/** Reads a stream of a gigabyte in a process of its own, and gives its peak memory. */
function memory(): Comparison {
  const script = fileURLToPath(new URL("../warc-memory.ts", import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, script], { encoding: "utf8" });
  const lines = stdout.trim().split("\n");
  if (lines.length !== 2) throw new Error(stderr);
  const results = lines.map((line): Result => {
    const { name, bytes, seconds, found } = JSON.parse(line);
    return { name, medianSeconds: seconds, megabytesPerSecond: bytes / 1e6 / seconds, found, seconds: [seconds] };
  });
  return { title: "Memory: a WARC stream of a gigabyte, once in each way", bytes: 1e9, rounds: 1, results };
}
