import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { collect } from "@alt2img/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ByteCache } from "../src/common-crawl/cache.js";
import { type CommonCrawl, type CommonCrawlOptions, openCommonCrawl } from "../src/common-crawl/open-common-crawl.js";
import { openDiskCache } from "../src/node/disk-cache.js";
import type { NewWarcRecord } from "../src/warc/new-record.js";
import { readWarc } from "../src/warc/read-warc.js";
import { writeWarc } from "../src/warc/write-warc.js";
import { type CommonCrawlServer, CRAWL, fakeClock, startCommonCrawl } from "./common-crawl-server.js";

/** A page with its request and metadata, as a crawler writes them. Its text does not compress, so that files are large. */
function recordsOfPage(url: string, i: number): NewWarcRecord[] {
  let state = i + 1;
  const noise = Array.from({ length: 6000 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(33 + ((state >>> 16) % 90));
  }).join("");
  const html = `<html><img src="${i}.png" alt="Picture ${i}"><p>${noise.replaceAll("<", "&lt;")}</p></html>`;
  const http = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Length: ${html.length}\r\n\r\n${html}`;
  const common = { targetUri: url, date: "2024-05-18T01:58:10Z" };
  return [
    { ...common, type: "request", contentType: "application/http; msgtype=request", block: "GET / HTTP/1.1\r\n\r\n" },
    { ...common, type: "response", contentType: "application/http; msgtype=response", block: http },
    { ...common, type: "metadata", contentType: "application/warc-fields", block: "fetchTimeMs: 5\r\n" },
  ];
}

async function warcOf(urls: string[]): Promise<Uint8Array> {
  return Buffer.concat(await collect(writeWarc(urls.flatMap((url, i) => recordsOfPage(url, i)))));
}

const small = [
  "http://example.com/",
  "http://example.com/a",
  "http://example.com/b",
  "http://sub.example.com/",
  "http://example.org/c",
];
const large = Array.from({ length: 400 }, (_, i) => `https://host${i}.example.net/page`);

let server: CommonCrawlServer;
let client: CommonCrawl;
let clock: ReturnType<typeof fakeClock>;

beforeAll(async () => {
  server = await startCommonCrawl({
    "00000.warc.gz": await warcOf(small),
    "00001.warc.gz": await warcOf(large),
    "00002.warc.gz": await warcOf([...large].reverse()),
  });
});
afterAll(() => server.close());
afterEach(() => {
  client?.close();
  server.requests = [];
  server.faults = [];
  server.refusesHead = false;
});

function open(options: CommonCrawlOptions = {}): CommonCrawl {
  clock = fakeClock();
  client = openCommonCrawl({ baseUrl: server.url, indexUrl: `${server.url}/`, clock, random: () => 0.5, ...options });
  return client;
}

describe("openCommonCrawl", () => {
  it("lists crawls", async () => {
    expect(await open().listCrawls()).toEqual([
      { id: CRAWL, name: "May 2024 Index", from: "2024-05-18T01:58:10", to: "2024-05-31T00:00:00" },
      { id: "CC-MAIN-2024-18", name: "April 2024 Index" },
    ]);
  });

  it("gets a URL's record with one range request", async () => {
    const [capture, ...others] = await collect(open().lookUp("https://www.example.com/a", { crawl: CRAWL }));
    expect(others).toEqual([]);
    expect(capture).toMatchObject({
      url: "http://example.com/a",
      status: 200,
      mime: "text/html",
      urlkey: "com,example)/a",
    });
    server.requests = [];
    const record = await client.fetchRecord(capture!);
    expect(server.requests).toMatchObject([
      { method: "GET", range: `bytes=${capture!.offset}-${capture!.offset! + capture!.length! - 1}` },
    ]);
    expect(record).toMatchObject({
      type: "response",
      targetUri: "http://example.com/a",
      offset: capture!.offset,
      length: capture!.length,
    });
    expect(new TextDecoder().decode(await record.payload())).toContain('alt="Picture 1"');
    expect(server.requests[0]?.userAgent).toMatch(
      /^alt2img\/\d+\.\d+\.\d+ \(\+https:\/\/github\.com\/alt2img\/alt2img\)$/,
    );
  });

  it("looks up prefixes and domains page by page, up to a limit, in the newest crawl", async () => {
    const urls = async (...query: Parameters<CommonCrawl["lookUp"]>): Promise<string[]> =>
      (await collect(open().lookUp(...query))).map(({ url }) => url);
    expect(await urls("http://example.com/", { matchType: "prefix" })).toEqual(small.slice(0, 3));
    expect(await urls("http://example.com/", { matchType: "domain" })).toEqual(small.slice(0, 4));
    expect(await urls("http://example.net/", { matchType: "domain", limit: 7 })).toHaveLength(7);
    expect(server.requests.filter(({ path }) => path.includes("page=")).length).toBeLessThan(8);
    expect(await urls("http://example.com/", { filter: "=status:404" })).toEqual([]);
    expect(await urls("http://example.com/", { limit: 0 })).toEqual([]);
  });

  it("takes the index's 404 as no captures", async () => {
    const captures = open().lookUp("http://missing.example/", { crawl: CRAWL });
    expect(await collect(captures)).toEqual([]);
    expect(await collect(client.lookUp("http://missing.example/", { crawl: CRAWL, matchType: "host" }))).toEqual([]);
    expect(clock.waits.length).toBeLessThan(3);
  });

  it("finds in the files of the index what the index server finds", async () => {
    for (const [url, matchType] of [
      ["http://example.com/", "domain"],
      ["http://example.net/", "domain"],
      ["https://host7.example.net/page", "exact"],
      ["http://example.com/", "prefix"],
      ["http://missing.example/", "host"],
    ] as const) {
      const expected = await collect(open().lookUp(url, { crawl: CRAWL, matchType }));
      const found = client.searchIndex(url, { crawl: CRAWL, matchType });
      expect(await collect(found), `${url} ${matchType}`).toEqual(expected);
      expect(found.diagnosticCounts).toEqual({});
    }
    for (const [wildcard, urls] of [
      ["*.example.com", small.slice(0, 4)],
      ["example.com/*", small.slice(0, 3)],
      ["http://example.com/a*", [small[1]]],
    ] as const) {
      for (const call of ["lookUp", "searchIndex"] as const) {
        const found = await collect(open()[call](wildcard, { crawl: CRAWL }));
        expect(
          found.map(({ url }) => url),
          `${call} ${wildcard}`,
        ).toEqual(urls);
      }
    }
    const [capture] = await collect(client.searchIndex("http://example.com/b"));
    expect(await client.fetchRecord(capture!)).toMatchObject({ targetUri: "http://example.com/b" });
  });

  it("asks no index server for that, and requests each part once with a cache", async () => {
    const kept = new Map<string, Uint8Array>();
    const cache: ByteCache = {
      get: async (key) => kept.get(key),
      put: async (key, bytes) => void kept.set(key, bytes),
    };
    const search = (): Promise<unknown[]> =>
      collect(open({ cache }).searchIndex("http://example.com/a", { crawl: CRAWL }));
    expect(await search()).toHaveLength(1);
    expect(server.requests.map(({ path }) => path.split("/").at(-1))).toEqual([
      "cluster.idx",
      "cluster.idx",
      "cdx-00000.gz",
    ]);
    server.requests = [];
    expect(await search()).toHaveLength(1);
    expect(server.requests.map(({ method }) => method)).toEqual(["HEAD"]);
    await expect(
      collect(open().searchIndex("http://example.com/", { crawl: "CC-MAIN-1999-01" })),
    ).rejects.toMatchObject({ code: "crawl/not-found" });
  });

  it("lists paths and opens files", async () => {
    const paths = await open().listPaths({ crawl: CRAWL, kind: "warc" });
    expect(paths).toHaveLength(3);
    const progress: number[] = [];
    const records = await collect(
      readWarc(client.open(paths[0]!, { onProgress: ({ done }) => void progress.push(done) })),
    );
    expect(records.map(({ type }) => type)).toEqual(small.flatMap(() => ["request", "response", "metadata"]));
    expect(progress.at(-1)).toBe(server.files.get(`/${paths[0]}`)!.length);
    await expect(client.listPaths({ crawl: "CC-MAIN-1999-01", kind: "wat" })).rejects.toMatchObject({
      code: "crawl/not-found",
    });
  });
});

describe("a sample", () => {
  const draw = async (
    seed: number,
    pages = 30,
  ): Promise<{ url: string | undefined; filename: string; offset: number }[]> => {
    const found = [];
    for await (const { record, filename, offset, length, stored } of open().sample({ crawl: CRAWL, pages, seed })) {
      expect(record).toMatchObject({ type: "response", offset, length, http: { status: 200 } });
      expect(Buffer.compare(stored, server.files.get(`/${filename}`)!.subarray(offset, offset + length))).toBe(0);
      expect(new TextDecoder().decode(await record.payload())).toMatch(/^<html><img/);
      found.push({ url: record.targetUri, filename, offset });
    }
    return found;
  };

  it("has as many pages as asked, without duplicates, and the same for the same seed", async () => {
    const first = await draw(1);
    expect(first).toHaveLength(30);
    expect(new Set(first.map(({ filename, offset }) => `${filename} ${offset}`)).size).toBe(30);
    expect(await draw(1)).toEqual(first);
    expect(await draw(2)).not.toEqual(first);
    // The list once, and for each slice its file's size and one range.
    expect(server.requests.length).toBeLessThanOrEqual(3 * (1 + 2 * 3));
  });

  it("makes a WARC that any reader can read", async () => {
    const parts: Uint8Array[] = [];
    for await (const { stored } of open().sample({ crawl: CRAWL, pages: 5, seed: 3 })) parts.push(stored);
    const records = readWarc(Buffer.concat(parts));
    expect(await collect(records)).toHaveLength(5);
    expect(records.diagnosticCounts).toEqual({});
  });

  it("ends when there are no more pages", async () => {
    const tiny = await startCommonCrawl({ "x.warc.gz": await warcOf(small) });
    const messages: string[] = [];
    const found = open({ baseUrl: tiny.url, indexUrl: tiny.url }).sample({
      pages: 100,
      onDiagnostic: ({ message }) => messages.push(message),
    });
    expect(await collect(found)).toHaveLength(small.length);
    expect(found.diagnosticCounts).toEqual({ "crawl/sample-short": 1 });
    expect(messages).toEqual([expect.stringContaining("only 5 of 100 pages")]);
    await tiny.close();
  });

  it("takes all pages of a file that is smaller than a slice", async () => {
    const one = await startCommonCrawl({ "x.warc.gz": await warcOf(large.slice(0, 60)) });
    const sample = open({ baseUrl: one.url, indexUrl: one.url }).sample({ pages: 60 });
    const found = await collect(sample);
    expect(sample.diagnosticCounts).toEqual({});
    expect(new Set(found.map(({ offset }) => offset)).size).toBe(60);
    await one.close();
  });

  it("takes the last record of a file, too", async () => {
    const texts = Array.from({ length: 7 }, (_, i) => ({
      type: "conversion",
      targetUri: `https://example.org/${i}`,
      contentType: "text/plain",
      block: `Text ${i}`,
    }));
    const path = "crawl-data/x.warc.wet.gz";
    const one = await startCommonCrawl({});
    one.files.set(`/${path}`, Buffer.concat(await collect(writeWarc(texts))));
    one.files.set(`/crawl-data/${CRAWL}/wet.paths.gz`, gzipSync(`${path}\n`));
    const sample = open({ baseUrl: one.url, indexUrl: one.url }).sample({ crawl: CRAWL, kind: "wet", pages: 7 });
    const urls = (await collect(sample)).map(({ record }) => record.targetUri);
    expect(urls).toEqual(texts.map(({ targetUri }) => targetUri));
    expect(sample.diagnosticCounts).toEqual({});
    await one.close();
  });

  it("takes its slices from the cache", async () => {
    const kept = new Map<string, Uint8Array>();
    const cache: ByteCache = {
      get: async (key) => kept.get(key),
      put: async (key, bytes) => void kept.set(key, bytes),
    };
    const places = async (): Promise<unknown[]> =>
      (await collect(open({ cache }).sample({ crawl: CRAWL, pages: 30, seed: 1 }))).map(({ offset }) => offset);
    const first = await places();
    expect(server.requests.map(({ method }) => method)).toContain("GET");
    server.requests = [];
    expect(await places()).toEqual(first);
    expect(server.requests.map(({ method }) => method)).not.toContain("GET");
  });

  it.each([
    ["bytes that look like the start of a gzip member", Buffer.from([0x1f, 0x8b, 8, 0, ...Array(3000).fill(0xff)])],
    ["a member that is cut off before its header", gzipSync("WARC/1.0\r\n").subarray(0, 10)],
  ])("finds no page in a slice that holds only %s", async (_, slice) => {
    const path = "crawl-data/x.warc.gz";
    const odd = await startCommonCrawl({});
    odd.files.set(`/${path}`, Buffer.concat([Buffer.alloc(500, 7), slice]));
    odd.files.set(`/crawl-data/${CRAWL}/warc.paths.gz`, gzipSync(`${path}\n`));
    const sample = open({ baseUrl: odd.url, indexUrl: odd.url }).sample({ crawl: CRAWL, pages: 3 });
    expect(await collect(sample)).toEqual([]);
    await odd.close();
  });

  it("works without HEAD", async () => {
    const usual = await draw(1, 3);
    server.refusesHead = true;
    expect(await draw(1, 3)).toEqual(usual);
  });
});

describe("politeness", () => {
  const path = `crawl-data/${CRAWL}/segments/1715971057216.39/warc/00000.warc.gz`;
  const whole = async (): Promise<Uint8Array> => Buffer.concat(await collect(client.open(path)));
  const file = (): Uint8Array => server.files.get(`/${path}`)!;

  it("sends one request a second to a host, also for concurrent calls", async () => {
    open();
    await Promise.all([1, 2, 3, 4].map(() => client.listCrawls()));
    expect(clock.waits).toEqual([1000, 1000, 1000].map((wait, i) => expect.closeTo(wait * (i + 1), -4)));
    expect(server.requests).toHaveLength(4);
  });

  it.each([403, 429, 500, 502, 503, 504])("retries after %d, waiting longer each time", async (status) => {
    open({ interval: 0 });
    server.faults = [1, 2, 3].map(() => ({ kind: "status", status }));
    expect(await client.listCrawls()).toHaveLength(2);
    expect(clock.waits).toEqual([500, 1000, 2000]);
  });

  it("waits as long as Retry-After says", async () => {
    open({ interval: 0 });
    server.faults = [
      { kind: "status", status: 429, headers: { "Retry-After": "17" } },
      { kind: "status", status: 503, headers: { "Retry-After": new Date(clock.now() + 60_000).toUTCString() } },
      { kind: "status", status: 503, headers: { "Retry-After": "soon" } },
    ];
    await client.listCrawls();
    expect(clock.waits).toEqual([17_000, 43_000, 2000]);
    server.faults = [{ kind: "status", status: 503, headers: { "Retry-After": "86400" } }];
    await expect(client.listCrawls()).rejects.toThrow(/asks to wait 86400 s/);
  });

  it("holds all requests while Retry-After applies", async () => {
    const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
    const sleepers: { until: number; wake: () => void }[] = [];
    const asked: number[] = [];
    let time = 0;
    let answered = 0;
    open({
      // Time passes only when a sleeper is woken.
      clock: {
        now: () => time,
        sleep: (milliseconds) => new Promise((wake) => sleepers.push({ until: time + milliseconds, wake })),
      },
      fetch: async (url, init) => {
        asked.push(time);
        const response = await fetch(url, init);
        answered++;
        return response;
      },
    });
    server.faults = [{ kind: "status", status: 429, headers: { "Retry-After": "17" } }];
    const calls = [client.listCrawls(), client.listCrawls(), client.listCrawls()];
    while (answered < 1) await tick();
    for (; answered < 4; await tick()) {
      const next = sleepers.sort((a, b) => a.until - b.until).shift();
      time = Math.max(time, next?.until ?? 0);
      next?.wake();
    }
    await Promise.all(calls);
    expect(asked[0]).toBe(0);
    expect(asked.slice(1)).toEqual([17_000, 18_000, 19_000]);
  });

  it("gives up after the configured attempts, and lists them", async () => {
    open({ attempts: 3 });
    server.faults = [{ kind: "status", status: 503 }, { kind: "refuse" }, { kind: "status", status: 429 }];
    const failure = client.listCrawls();
    await expect(failure).rejects.toMatchObject({ code: "crawl/http" });
    await expect(failure).rejects.toThrow(/1\. 503.*\n.*2\. fetch failed.*\n.*3\. 429/);
    expect(server.requests).toHaveLength(3);
  });

  it("doesn't retry what can't succeed", async () => {
    open();
    server.faults = [{ kind: "status", status: 410 }];
    await expect(client.listCrawls()).rejects.toMatchObject({ code: "crawl/http-status" });
    await expect(collect(client.open("crawl-data/none.gz"))).rejects.toMatchObject({ code: "crawl/not-found" });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [
      "resets",
      [
        { kind: "reset", after: 5000 },
        { kind: "reset", after: 0 },
        { kind: "reset", after: 1 },
      ],
    ],
    ["a body that ends early", [undefined, { kind: "truncate", after: 777 }]],
    ["a wrong range", [{ kind: "reset", after: 100 }, { kind: "wrong-range" }]],
    ["the whole file for a range", [{ kind: "reset", after: 4000 }, { kind: "ignore-range" }]],
    ["refused connections", [{ kind: "refuse" }, { kind: "reset", after: 9 }, { kind: "refuse" }]],
    ["a stall", [{ kind: "stall", after: 3000 }]],
    ["a slow server", [{ kind: "slow" }]],
  ] satisfies [string, CommonCrawlServer["faults"]][])("gets a whole file despite %s", async (_, faults) => {
    open({ timeout: 300 });
    server.faults = faults;
    if (faults[0] === undefined) {
      server.faults = faults.slice(1);
      const range = { filename: path, offset: 0, length: file().length };
      expect((await client.fetchRecord(range)).type).toBe("request");
      expect(server.requests).toHaveLength(2);
      return;
    }
    expect(Buffer.compare(await whole(), file())).toBe(0);
    expect(server.faults).toEqual([]);
  });

  it("gets a record despite all of these failures in turn", async () => {
    const capture = server.captures.find(({ url }) => url === "http://example.com/b")!;
    open({ timeout: 300 });
    server.faults = [
      { kind: "ignore-range" },
      { kind: "status", status: 503 },
      { kind: "wrong-range" },
      { kind: "truncate", after: 10 },
      { kind: "reset", after: 200 },
      { kind: "refuse" },
      { kind: "stall", after: 5 },
    ];
    const cutOff = server.faults.splice(0, 1);
    const record = await client.fetchRecord(capture);
    expect(await record.verifyDigests()).toMatchObject([{ verdict: "match" }, { verdict: "match" }]);
    server.faults = cutOff;
    expect((await client.fetchRecord(capture)).targetUri).toBe("http://example.com/b");
  });

  it("asks the index again after a response that broke off", async () => {
    open();
    server.faults = [
      { kind: "reset", after: 30 },
      { kind: "reset", after: 40 },
    ];
    const captures = client.lookUp("http://example.com/a", { crawl: CRAWL });
    expect(await collect(captures)).toHaveLength(1);
    expect(captures.diagnosticCounts).toEqual({});
  });

  it("reports a range beyond the file, and captures without offsets", async () => {
    open();
    await expect(client.fetchRecord({ filename: path, offset: 1e9, length: 5 })).rejects.toMatchObject({
      code: "crawl/range",
    });
    const beyond = { filename: path, offset: 0, length: file().length + 1 };
    await expect(client.fetchRecord(beyond)).rejects.toMatchObject({ code: "crawl/range" });
    await expect(client.fetchRecord({ filename: path })).rejects.toMatchObject({ code: "crawl/no-location" });
    await expect(client.fetchRecord({ filename: path, offset: 3, length: 300 })).rejects.toMatchObject({
      name: "Alt2imgError",
    });
  });

  it("stops when it is aborted or closed", async () => {
    open({ timeout: 60_000 });
    server.faults = [{ kind: "stall", after: 10 }];
    const abort = new AbortController();
    const reading = collect(client.open(path, { signal: abort.signal }));
    setTimeout(() => abort.abort(new Error("enough")), 50);
    await expect(reading).rejects.toThrow("enough");
    server.faults = [{ kind: "stall", after: 10 }];
    const other = collect(client.open(path));
    setTimeout(() => client.close(), 50);
    await expect(other).rejects.toMatchObject({ code: "crawl/closed" });
    await expect(client.listCrawls()).rejects.toMatchObject({ code: "crawl/closed" });
  });
});

describe("the cache", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "alt2img-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("saves the second request for records, lists and captures", async () => {
    const cache = openDiskCache(folder);
    const read = async (): Promise<unknown> => {
      open({ cache });
      const [capture] = await collect(client.lookUp("http://example.com/b", { crawl: CRAWL }));
      const record = await client.fetchRecord(capture!);
      return [capture, await record.payload(), await client.listPaths({ crawl: CRAWL, kind: "warc" })];
    };
    const first = await read();
    expect(server.requests).toHaveLength(3);
    expect(await read()).toEqual(first);
    expect(server.requests).toHaveLength(3);
  });

  it("ignores a damaged entry, and leaves no partial ones", async () => {
    const cache = openDiskCache(join(folder, "damaged"));
    expect(await cache.get("a")).toBeUndefined();
    await cache.put("a", new TextEncoder().encode("one\ntwo"));
    await Promise.all(Array.from({ length: 20 }, () => cache.put("a", new TextEncoder().encode("one\ntwo"))));
    expect(new TextDecoder().decode(await cache.get("a"))).toBe("one\ntwo");
    const entries = (await readdir(join(folder, "damaged"), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(entries).toHaveLength(1);
    const path = join(entries[0]!.parentPath, entries[0]!.name);
    await writeFile(path, '{"key":"a","length":7}\none\nt');
    expect(await cache.get("a")).toBeUndefined();
    await cache.put("a", new Uint8Array(0));
    expect(await cache.get("a")).toEqual(Buffer.alloc(0));
    await writeFile(path, "");
    expect(await cache.get("a")).toBeUndefined();
  });

  it("doesn't stop the work when it can't be written", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const cache = { get: async () => undefined, put: openDiskCache(join(file, "below")).put };
    expect(await open({ cache }).listPaths({ crawl: CRAWL, kind: "warc" })).toHaveLength(3);
  });
});
