import { openBlob, openBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import type { MatchType } from "../src/cdxj/key-range.js";
import { searchCdxj } from "../src/cdxj/search-cdxj.js";
import { type IndexShard, searchZipNum } from "../src/cdxj/search-zipnum.js";
import { surt } from "../src/surt.js";
import { type ZipNum, zipNum } from "./zipnum.js";

const urls = [
  ...Array.from({ length: 9 }, () => "http://example.com/often"),
  "http://example.com/",
  "http://example.com/a",
  "http://example.com/a/b",
  "http://sub.example.com/a",
  "http://example-x.com/",
  ...Array.from({ length: 9_000 }, (_, i) => `http://host${i % 700}.example.net/path/${i}`),
];
const lines = urls
  .map((url, i) => `${surt(url)} ${20240101000000 + i} ${JSON.stringify({ url, offset: String(i) })}`)
  .sort();
const plain = openBlob(new Blob([lines.map((line) => `${line}\n`).join("")]));

function opened({ clusterIdx, shards }: ZipNum): { read: [string, number, number][]; search: typeof search } {
  const read: [string, number, number][] = [];
  const openShard = (name: string): IndexShard => ({
    slice: (start, end = Number.NaN) => {
      read.push([name, start, end]);
      return openBytes(shards.get(name)!).slice(start, end);
    },
  });
  const bytes = openBytes(clusterIdx);
  const search = async (url: string, matchType: MatchType = "exact"): Promise<string[]> =>
    (await collect(searchZipNum(bytes, openShard, url, { matchType }))).map(({ timestamp }) => timestamp);
  return { read, search };
}

describe("searchZipNum", () => {
  it.each([1, 2, 3, 7, 3000, 100_000])(
    "finds what a search of the whole file finds: %d lines a block",
    async (size) => {
      const { search } = opened(zipNum(lines, { linesPerBlock: size, blocksPerShard: 4 }));
      for (const matchType of ["exact", "prefix", "host", "domain"] as const) {
        const all = [
          ...urls.slice(0, 14),
          "http://host3.example.net/",
          "http://aaa.aaa/",
          "http://zzz.zzz/",
          urls.at(-1)!,
        ];
        for (const url of size > 10 && size < 10_000 ? all : all.slice(8)) {
          const expected = await collect(searchCdxj(plain, url, { matchType }));
          expect(await search(url, matchType), `${url} ${matchType}`).toEqual(expected.map((one) => one.timestamp));
        }
      }
    },
  );

  it("reads no block that can't contain the URL", async () => {
    const { search, read } = opened(zipNum(lines, { linesPerBlock: 3, blocksPerShard: 100 }));
    expect(await search("http://example.com/often")).toHaveLength(9);
    expect(read.length).toBeLessThanOrEqual(5);
    read.length = 0;
    expect(await search("http://example.com/never")).toEqual([]);
    expect(read.length).toBe(1);
    read.length = 0;
    // Before the first key there is nothing.
    expect(await search("http://aaa.aaa/")).toEqual([]);
    expect(read.length).toBe(0);
  });

  it("accepts wildcards, but no empty URL", async () => {
    const { search } = opened(zipNum(lines, { linesPerBlock: 3, blocksPerShard: 100 }));
    expect(await search("*.example.com")).toEqual(await search("example.com", "domain"));
    expect(await search("example.com/a/*")).toHaveLength(1);
    await expect(search("")).rejects.toMatchObject({ code: "crawl/empty-url" });
  });

  it("finds nothing in an empty index", async () => {
    expect(await opened({ clusterIdx: new Uint8Array(), shards: new Map() }).search("http://a.example/")).toEqual([]);
  });

  it.each([
    ["no tabs", "com,example)/ 2024"],
    ["a path", "com,example)/ 2024\t../cdx-00000.gz\t0\t100\t1"],
    ["a hidden file", "com,example)/ 2024\t..\t0\t100\t1"],
    ["no number", "com,example)/ 2024\tcdx-00000.gz\tzero\t100\t1"],
    ["too long a block", "com,example)/ 2024\tcdx-00000.gz\t0\t99999999999\t1"],
  ])("refuses a line with %s, and quotes it", async (_, line) => {
    const { search } = opened({ clusterIdx: new TextEncoder().encode(`${line}\n`), shards: new Map() });
    await expect(search("http://example.com/")).rejects.toMatchObject({
      code: "crawl/cluster-line",
      message: expect.stringContaining(line),
    });
  });

  it("reports a block that is damaged or isn't gzip", async () => {
    const index = zipNum(lines, { linesPerBlock: 100, blocksPerShard: 1000 });
    const bytes = index.shards.get("cdx-00000.gz")!;
    for (const broken of [bytes.slice(10), bytes.slice(0, 50), new Uint8Array(bytes.length).fill(65)]) {
      index.shards.set("cdx-00000.gz", broken);
      await expect(opened(index).search("http://example.com/often")).rejects.toMatchObject({
        code: expect.stringMatching(/^crawl\/(cluster-block|damaged-member)$/),
      });
    }
  });
});
