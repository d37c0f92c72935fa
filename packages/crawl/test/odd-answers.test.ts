import { gzipSync } from "node:zlib";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { type ByteCache, type CommonCrawl, type CommonCrawlOptions, openCommonCrawl, writeWarc } from "../src/index.js";
import { fakeClock } from "./common-crawl-server.js";

const MAINTENANCE = "<html>Down for maintenance</html>";
const NONE = '{"message": "No Captures found for: example.org/"}';
const CRAWL = "CC-MAIN-2024-22";
const PATH = `crawl-data/${CRAWL}/segments/1/warc/00000.warc.gz`;
const LINE =
  '{"urlkey": "org,example)/", "timestamp": "20240518015810", "url": "https://example.org/", "status": "200"}\n';

type Answer = { status?: number; body: string | Uint8Array };

/** A cache in memory, with the keys under which something lies. */
function memoryCache(): ByteCache & { kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    get: async (key) => kept.get(key),
    put: async (key, bytes) => void kept.set(key, bytes),
  };
}

/** A client of a server that gives one answer after the other, and the last one for ever; a range of it where one is asked for. */
function clientOf(answers: Answer[], options: CommonCrawlOptions = {}): { client: CommonCrawl; asked: string[] } {
  const asked: string[] = [];
  const client = openCommonCrawl({
    clock: fakeClock(),
    random: () => 0,
    ...options,
    fetch: async (url, { headers }) => {
      const { Range } = headers as Record<string, string>;
      asked.push(`${url}${Range === undefined ? "" : `#${Range}`}`);
      const { status = 200, body } = answers.length > 1 ? answers.shift()! : answers[0]!;
      const bytes = new Uint8Array(typeof body === "string" ? new TextEncoder().encode(body) : body);
      const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(Range ?? "") ?? [];
      if (start === undefined) return new Response(bytes, { status });
      const part = bytes.slice(Number(start), Number(end) + 1);
      const range = `bytes ${start}-${Number(start) + part.length - 1}/${bytes.length}`;
      return new Response(part, { status: 206, headers: { "Content-Range": range } });
    },
  });
  return { client, asked };
}

describe("a response that is an error page", () => {
  it.each([MAINTENANCE, '{"error": "busy"}', `${LINE}{"urlkey": "org,exam`])(
    "isn't a response of the index, and isn't cached: %s",
    async (body) => {
      const cache = memoryCache();
      const { client } = clientOf([{ body }, { body: LINE }], { cache });
      const lookUp = (): Promise<unknown[]> => collect(client.lookUp("https://example.org/", { crawl: CRAWL }));
      await expect(lookUp()).rejects.toMatchObject({
        code: "crawl/index-answer",
        message: expect.stringContaining(body.split("\n").at(-1)!),
      });
      expect(cache.kept.size).toBe(0);
      expect(await lookUp()).toMatchObject([{ url: "https://example.org/", status: 200 }]);
      expect(cache.kept.size).toBe(1);
    },
  );

  it("isn't a number of pages", async () => {
    const cache = memoryCache();
    const { client } = clientOf([{ body: MAINTENANCE }, { body: '{"pages": 1}' }, { body: LINE }], { cache });
    const lookUp = (): Promise<unknown[]> => collect(client.lookUp("example.org/*", { crawl: CRAWL }));
    await expect(lookUp()).rejects.toMatchObject({ code: "crawl/index-answer" });
    expect(await lookUp()).toHaveLength(1);
  });

  it.each([MAINTENANCE, "Service unavailable, see status/page", ""])(
    "isn't a list of paths, and isn't cached: %j",
    async (body) => {
      const cache = memoryCache();
      const { client } = clientOf([{ body }, { body: gzipSync(`${PATH}\n`) }], { cache });
      const list = (): Promise<string[]> => client.listPaths({ crawl: CRAWL, kind: "warc" });
      await expect(list()).rejects.toMatchObject({ code: "crawl/paths-list" });
      expect(cache.kept.size).toBe(0);
      expect(await list()).toEqual([PATH]);
      expect(cache.kept.size).toBe(1);
    },
  );

  it("is requested again if the cache has one", async () => {
    const cache = memoryCache();
    const { client, asked } = clientOf([{ body: gzipSync(`${PATH}\n`) }], { cache });
    cache.kept.set(
      `https://data.commoncrawl.org/crawl-data/${CRAWL}/warc.paths.gz`,
      new TextEncoder().encode(MAINTENANCE),
    );
    for (let i = 0; i < 2; i++) expect(await client.listPaths({ crawl: CRAWL, kind: "warc" })).toEqual([PATH]);
    expect(asked).toHaveLength(1);
  });

  it("isn't a record, and isn't cached", async () => {
    const cache = memoryCache();
    const file = Buffer.concat(
      await collect(writeWarc([{ type: "resource", targetUri: "https://example.org/", block: "A" }])),
    );
    const { client } = clientOf([{ body: MAINTENANCE.repeat(99) }, { body: file }], { cache });
    const fetchRecord = (): Promise<unknown> => client.fetchRecord({ filename: PATH, offset: 0, length: file.length });
    await expect(fetchRecord()).rejects.toMatchObject({ code: "crawl/not-a-warc" });
    expect(cache.kept.size).toBe(0);
    expect(await fetchRecord()).toMatchObject({ targetUri: "https://example.org/" });
  });

  it("isn't a list of crawls", async () => {
    for (const body of [MAINTENANCE, '{"detail": "busy"}']) {
      await expect(clientOf([{ body }]).client.listCrawls()).rejects.toMatchObject({ code: "crawl/index-answer" });
    }
  });
});

describe("a 404 of the index", () => {
  it.each([404, 200])(
    "with “No Captures found” means no captures, also with status %d, and isn't cached",
    async (status) => {
      const cache = memoryCache();
      const { client } = clientOf([{ status, body: NONE }], { cache });
      for (const url of ["https://example.org/", "*.example.org"]) {
        expect(await collect(client.lookUp(url, { crawl: CRAWL }))).toEqual([]);
      }
      expect(cache.kept.size).toBe(0);
    },
  );

  it.each(['{"detail":"Not Found"}', "", MAINTENANCE])("with %j means that the crawl doesn't exist", async (body) => {
    const { client } = clientOf([{ status: 404, body }]);
    for (const url of ["https://example.org/", "example.org/*"]) {
      await expect(collect(client.lookUp(url, { crawl: "CC-MAIN-2042-99" }))).rejects.toMatchObject({
        code: "crawl/not-found",
        message: expect.stringMatching(/“CC-MAIN-2042-99”.*listCrawls/),
      });
    }
  });
});

describe("the arguments", () => {
  it("may have numbers as strings, like the index server's JSON", async () => {
    const file = Buffer.concat(
      await collect(writeWarc([1, 2].map((i) => ({ type: "resource", targetUri: `a:${i}`, block: `${i}` })))),
    );
    const second = file.indexOf(Buffer.of(0x1f, 0x8b, 8), 1);
    const { client, asked } = clientOf([{ body: file }]);
    const record = await client.fetchRecord({
      filename: PATH,
      offset: String(second),
      length: String(file.length - second),
    });
    expect(record).toMatchObject({ targetUri: "a:2", offset: second, length: file.length - second });
    expect(asked).toEqual([`https://data.commoncrawl.org/${PATH}#bytes=${second}-${file.length - 1}`]);
  });

  it.each([
    ["0x10", 5],
    ["", 5],
    [" 1", 5],
    [1.5, 5],
    [-1, 5],
    [Number.NaN, 5],
    [null as unknown as number, 5],
    [5, "1e3"],
    [5, Number.POSITIVE_INFINITY],
    [5, 0],
    [5, true as unknown as number],
  ])("offset %j and length %j are rejected: they aren't integers", async (offset, length) => {
    const { client, asked } = clientOf([{ body: "" }]);
    await expect(client.fetchRecord({ filename: PATH, offset, length })).rejects.toMatchObject({
      code: "crawl/no-location",
      message: expect.stringContaining("whole numbers"),
    });
    expect(asked).toEqual([]);
  });

  it.each([
    "data.commoncrawl.org",
    "data.commoncrawl.org:443",
    "//data.commoncrawl.org",
    "s3://commoncrawl",
    "https://",
    "",
  ])("%j is rejected as a root", (url) => {
    for (const name of ["baseUrl", "indexUrl"] as const) {
      expect(() => openCommonCrawl({ [name]: url })).toThrowError(
        expect.objectContaining({ code: "crawl/base-url", message: expect.stringContaining(`${name} is "${url}"`) }),
      );
    }
  });

  it("a sample needs a valid number of pages", async () => {
    const { client, asked } = clientOf([{ body: "" }]);
    for (const options of [{}, { pages: "5" }, { pages: -1 }, { pages: 1.5 }, { pages: Number.NaN }]) {
      await expect(collect(client.sample(options as { pages: number }))).rejects.toMatchObject({
        code: "crawl/pages",
        message: expect.stringContaining("pages"),
      });
    }
    expect(asked).toEqual([]);
  });

  it("an unknown list is rejected, naming the known ones", async () => {
    const { client } = clientOf([{ body: "" }]);
    await expect(client.listPaths({ kind: "html" as "warc" })).rejects.toMatchObject({
      code: "crawl/paths-kind",
      message: expect.stringContaining("warc, wat, wet"),
    });
  });

  it("an empty URL is rejected", async () => {
    const { client, asked } = clientOf([{ body: "" }]);
    for (const url of ["", " ", "*", "*.", "https://"]) {
      await expect(collect(client.lookUp(url, { crawl: CRAWL }))).rejects.toMatchObject({ code: "crawl/empty-url" });
    }
    expect(asked).toEqual([]);
  });
});

it.each(["lookUp", "searchIndex"] as const)("%s is read once", async (call) => {
  const { client } = clientOf([{ status: 404, body: NONE }]);
  const captures = client[call]("https://example.org/", { crawl: CRAWL });
  await collect(captures).catch(() => {});
  await expect(collect(captures)).rejects.toMatchObject({ code: "crawl/read-twice" });
});
