import { openBlob, openBytes, type RandomAccessBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import type { MatchType } from "../src/cdxj/key-range.js";
import { searchCdxj } from "../src/cdxj/search-cdxj.js";
import { surt } from "../src/surt.js";

const urls = [
  "http://example.com/",
  "http://example.com/",
  "http://example.com/a",
  "http://example.com/a/b",
  "http://example.com/ab",
  "http://sub.example.com/a",
  "http://example-x.com/",
  "http://example.org/",
];
const many = Array.from({ length: 20_000 }, (_, i) => `http://host${i % 700}.example.net/path/${i}`);
const lines = [...urls, ...many]
  .map((url, i) => `${surt(url)} ${20240101000000 + i} ${JSON.stringify({ url, note: "x".repeat(i % 90) })}\n`)
  .sort();
const file = new TextEncoder().encode(lines.join(""));
const blob = openBlob(new Blob([file]));

async function search(url: string, matchType?: MatchType, bytes: RandomAccessBytes = blob): Promise<string[]> {
  const captures = searchCdxj(bytes, url, matchType === undefined ? {} : { matchType });
  return (await collect(captures)).map((capture) => capture.url);
}

describe("searchCdxj", () => {
  it("finds exactly the captures of a URL, a prefix, a host or a domain", async () => {
    expect(await search("https://www.example.com")).toEqual(["http://example.com/", "http://example.com/"]);
    expect(await search("http://example.com/a")).toEqual(["http://example.com/a"]);
    expect(await search("http://example.com/a", "prefix")).toEqual([
      "http://example.com/a",
      "http://example.com/a/b",
      "http://example.com/ab",
    ]);
    expect(await search("http://example.com/a/", "prefix")).toEqual(["http://example.com/a/b"]);
    expect(await search("http://example.com/zzz", "host")).toHaveLength(5);
    expect(await search("http://example.com/", "domain")).toHaveLength(6);
    expect(await search("http://example.net/", "domain")).toHaveLength(many.length);
    expect(await search("http://missing.example.com/")).toEqual([]);
    expect(await search("http://aaa.aaa/")).toEqual([]);
    expect(await search("http://zzz.zzz/")).toEqual([]);
  });

  it.each([
    ["*.example.com", "http://example.com/", "domain"],
    ["*.sub.example.com", "http://sub.example.com/", "domain"],
    ["example.com/*", "http://example.com/", "prefix"],
    ["http://example.com/a*", "http://example.com/a", "prefix"],
    ["http://example.com/a/*", "http://example.com/a/", "prefix"],
  ] as const)("takes %s for all of %s, as lookUp does", async (wildcard, url, matchType) => {
    const expected = await search(url, matchType);
    expect(expected).not.toEqual([]);
    expect(await search(wildcard)).toEqual(expected);
    expect(await search(wildcard, "host")).toEqual(expected);
  });

  it.each(["", " ", "*", "*.", "http://", "https://*"])("reports that %j has no URL", async (url) => {
    await expect(search(url)).rejects.toMatchObject({ code: "crawl/empty-url" });
  });

  it("finds each of all URLs", async () => {
    for (let i = 0; i < many.length; i += 97) expect(await search(many[i]!)).toEqual([many[i]]);
    for (const url of urls) expect(await search(url)).toContain(url);
  });

  it("reads little of the file", async () => {
    let read = 0;
    const counting: RandomAccessBytes = {
      byteLength: file.length,
      async slice(start, end = file.length) {
        const part = await openBytes(file).slice(start, end);
        read += part.byteLength;
        return part;
      },
    };
    expect(file.length).toBeGreaterThan(2_000_000);
    expect(await search(many[12345]!, "exact", counting)).toHaveLength(1);
    expect(read).toBeLessThan(300_000);
  });

  it("searches a CDX file by its header, or says why it can't", async () => {
    const cdx = " CDX N b a m s k r M S V g\na)/ 20150708215513 http://a/ text/plain 200 X - - 1 2 a.warc\n";
    expect(await search("http://a/", "exact", openBlob(new Blob([cdx])))).toEqual(["http://a/"]);
    expect(await search("http://a/", "exact", openBlob(new Blob([])))).toEqual([]);
    const unsorted = openBlob(new Blob([cdx.replace("N b a", "a b N")]));
    await expect(search("http://a/", "exact", unsorted)).rejects.toMatchObject({ code: "crawl/cdx-columns" });
    await expect(search("http://a/", "every" as MatchType)).rejects.toMatchObject({ code: "crawl/match-type" });
  });

  it("copes with lines longer than its steps", async () => {
    const long = urls.map(
      (url, i) => `${surt(url)} ${20240101000000 + i} ${JSON.stringify({ url, note: "x".repeat(100_000) })}\n`,
    );
    const bytes = openBlob(new Blob([long.sort().join("")]));
    for (const url of urls) expect(await search(url, "exact", bytes)).toContain(url);
  });

  it("stops when it is aborted", async () => {
    const captures = searchCdxj(blob, "http://a/", {
      signal: AbortSignal.abort(new Error("enough")),
    });
    await expect(collect(captures)).rejects.toThrow("enough");
  });
});
