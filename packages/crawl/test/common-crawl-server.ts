// A local server that serves a small crawl in Common Crawl's layout, and misbehaves on demand.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { collect } from "@alt2img/testing";
import type { Capture } from "../src/cdxj/capture.js";
import { indexWarc } from "../src/cdxj/index-warc.js";
import { keyRange, type MatchType } from "../src/cdxj/key-range.js";
import { formatCdxjLine } from "../src/cdxj/parse-cdx-line.js";
import type { Clock } from "../src/common-crawl/clock.js";
import { zipNum } from "./zipnum.js";

export const CRAWL = "CC-MAIN-2024-22";

/** What the server does to one request in place of answering it well. */
type Fault =
  | { kind: "status"; status: number; headers?: Record<string, string> }
  /** The connection breaks before the answer. */
  | { kind: "refuse" }
  /** It breaks after so many bytes of the body. */
  | { kind: "reset"; after: number }
  /** The body ends early and properly, in chunked coding, so that only its length tells. */
  | { kind: "truncate"; after: number }
  /** Another range than the one asked for. */
  | { kind: "wrong-range" }
  /** The whole file in place of the range. */
  | { kind: "ignore-range" }
  /** Nothing more comes after so many bytes. */
  | { kind: "stall"; after: number }
  /** Byte by byte. */
  | { kind: "slow" };

type SeenRequest = { method: string; path: string; range: string | undefined; userAgent: string | undefined };

export type CommonCrawlServer = {
  url: string;
  files: Map<string, Uint8Array>;
  captures: Capture[];
  requests: SeenRequest[];
  /** One for each coming request, in order; `undefined` lets one pass. */
  faults: (Fault | undefined)[];
  /** HEAD is answered 405. */
  refusesHead: boolean;
  close(): Promise<void>;
};

/** @param warcs the WARC files of the crawl: names and bytes */
export async function startCommonCrawl(warcs: Record<string, Uint8Array>): Promise<CommonCrawlServer> {
  const files = new Map<string, Uint8Array>();
  const captures: Capture[] = [];
  const paths: string[] = [];
  for (const [name, bytes] of Object.entries(warcs)) {
    const path = `crawl-data/${CRAWL}/segments/1715971057216.39/warc/${name}`;
    paths.push(path);
    files.set(`/${path}`, bytes);
    captures.push(...(await collect(indexWarc(bytes, { filename: path, types: ["response", "revisit"] }))));
  }
  captures.sort((a, b) => (`${a.urlkey} ${a.timestamp}` < `${b.urlkey} ${b.timestamp}` ? -1 : 1));
  files.set(`/crawl-data/${CRAWL}/warc.paths.gz`, gzipSync(`${paths.join("\n")}\n`));
  const { clusterIdx, shards } = zipNum(captures.map(formatCdxjLine), { linesPerBlock: 10, blocksPerShard: 30 });
  const indexes = `/cc-index/collections/${CRAWL}/indexes`;
  files.set(`${indexes}/cluster.idx`, clusterIdx);
  for (const [name, bytes] of shards) files.set(`${indexes}/${name}`, bytes);
  const crawls = [
    {
      id: CRAWL,
      name: "May 2024 Index",
      "cdx-api": `https://index.commoncrawl.org/${CRAWL}-index`,
      from: "2024-05-18T01:58:10",
      to: "2024-05-31T00:00:00",
    },
    { id: "CC-MAIN-2024-18", name: "April 2024 Index" },
  ];
  files.set("/collinfo.json", new TextEncoder().encode(JSON.stringify(crawls)));

  const server: CommonCrawlServer = {
    url: "",
    files,
    captures,
    requests: [],
    faults: [],
    refusesHead: false,
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
  const http = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://localhost");
    server.requests.push({
      method: request.method!,
      path: request.url!,
      range: request.headers.range,
      userAgent: request.headers["user-agent"],
    });
    const fault = server.faults.shift();
    if (fault?.kind === "refuse") return void request.socket.destroy();
    if (fault?.kind === "status")
      return void response.writeHead(fault.status, fault.headers).end("Please reduce your request rate.");
    if (pathname === `/${CRAWL}-index`) {
      answerIndex(searchParams, captures, response, fault);
      return;
    }
    const file = files.get(pathname);
    if (file === undefined) return void response.writeHead(404).end();
    if (request.method === "HEAD" && server.refusesHead) return void response.writeHead(405).end();
    answerFile(file, request, response, fault);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}

const PAGE_SIZE = 3;

/** As pywb's index server answers: NDJSON in pages; 404 for no captures. */
function answerIndex(
  query: URLSearchParams,
  captures: Capture[],
  response: ServerResponse,
  fault: Fault | undefined,
): void {
  const url = query.get("url")!;
  const { matches } = keyRange(url, (query.get("matchType") ?? "exact") as MatchType);
  let found = captures.filter(({ urlkey, fields }) => {
    const conditions = query.getAll("filter").map((filter) => /^=([^:]+):(.*)$/.exec(filter)!);
    return matches(urlkey) && conditions.every(([, name, value]) => fields[name!] === value);
  });
  if (query.get("showNumPages") === "true") {
    const pages = Math.ceil(found.length / PAGE_SIZE);
    send(JSON.stringify({ pages, pageSize: 5, blocks: pages }), response, fault);
    return;
  }
  const page = query.get("page");
  if (page !== null) found = found.slice(Number(page) * PAGE_SIZE, (Number(page) + 1) * PAGE_SIZE);
  found = found.slice(0, Number(query.get("limit") ?? found.length));
  if (found.length === 0) {
    return void response
      .writeHead(404, { "Content-Type": "application/json" })
      .end(`{"message": "No Captures found for: ${url}"}`);
  }
  send(
    found.map(({ urlkey, timestamp, fields }) => `${JSON.stringify({ urlkey, timestamp, ...fields })}\n`).join(""),
    response,
    fault,
  );
}

function send(text: string, response: ServerResponse, fault: Fault | undefined): void {
  const body = Buffer.from(text);
  response.writeHead(200, { "Content-Type": "text/x-ndjson", "Content-Length": body.length });
  write(body, response, fault);
}

function answerFile(
  file: Uint8Array,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): void {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  if (first === undefined || fault?.kind === "ignore-range") {
    response.writeHead(200, { ...(fault?.kind === "truncate" ? {} : { "Content-Length": file.length }) });
    write(file, response, fault);
    return;
  }
  const start = Number(first) + (fault?.kind === "wrong-range" ? 7 : 0);
  const end = Math.min(file.length, last === "" ? file.length : Number(last) + 1);
  if (start >= file.length) return void response.writeHead(416, { "Content-Range": `bytes */${file.length}` }).end();
  response.writeHead(206, {
    "Content-Range": `bytes ${start}-${end - 1}/${file.length}`,
    ...(fault?.kind === "truncate" ? {} : { "Content-Length": end - start }),
  });
  write(file.subarray(start, end), response, fault);
}

function write(body: Uint8Array, response: ServerResponse, fault: Fault | undefined): void {
  switch (fault?.kind) {
    case "reset":
      response.write(body.subarray(0, fault.after), () => setTimeout(() => response.destroy(), 20));
      break;
    case "stall":
      response.write(body.subarray(0, fault.after));
      break;
    case "truncate":
      response.end(body.subarray(0, fault.after));
      break;
    case "slow":
      void (async () => {
        for (const byte of body.subarray(0, 40)) {
          response.write(Uint8Array.of(byte));
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        response.end(body.subarray(40));
      })();
      break;
    default:
      response.end(body);
  }
}

/** A clock in which time passes only when someone waits. */
export function fakeClock(): Clock & { waits: number[] } {
  let time = Date.parse("2026-01-01T00:00:00Z");
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      waits.push(milliseconds);
      time += milliseconds;
    },
  };
}
