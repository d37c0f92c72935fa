import { readFileSync } from "node:fs";
import { collect } from "@alt2img/testing";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, it } from "vitest";
import { readWet } from "../src/read-wet.js";
import { rawRecord } from "./warc-bytes.js";

const wet = `WARC/1.0\r
WARC-Type: warcinfo\r
Content-Length: 0\r
\r
\r
\r
WARC/1.0\r
WARC-Type: conversion\r
WARC-Target-URI: https://example.org/\r
WARC-Date: 2024-05-18T01:58:10Z\r
WARC-Record-ID: <urn:uuid:ba729a40-ff84-4085-8d48-0a5b2ee0c42d>\r
WARC-Refers-To: <urn:uuid:2aabeff2-67f5-4608-8466-e87c6296e2b6>\r
WARC-Identified-Content-Language: zho,eng\r
Content-Type: text/plain\r
Content-Length: 12\r
\r
漢字 text\n\r
\r
WARC/1.0\r
WARC-Type: conversion\r
WARC-Target-URI: https://example.org/empty\r
Content-Type: text/plain\r
Content-Length: 0\r
\r
\r
\r
`;

it("reads the text, its languages and its origin", async () => {
  expect(await collect(readWet(new TextEncoder().encode(wet)))).toEqual([
    {
      url: "https://example.org/",
      text: "漢字 text\n",
      languages: ["zho", "eng"],
      date: "2024-05-18T01:58:10Z",
      recordId: "urn:uuid:ba729a40-ff84-4085-8d48-0a5b2ee0c42d",
      refersTo: "urn:uuid:2aabeff2-67f5-4608-8466-e87c6296e2b6",
    },
    { url: "https://example.org/empty", text: "", languages: [] },
  ]);
});

describe("a file that isn't a WET", () => {
  const warc = new TextEncoder().encode(wet.replaceAll("conversion", "resource"));

  it("is reported, once", async () => {
    const seen: unknown[] = [];
    const pages = readWet(warc, { filename: "x.warc", onDiagnostic: (diagnostic) => seen.push(diagnostic) });
    expect(await collect(pages)).toEqual([]);
    expect(pages.diagnosticCounts).toMatchObject({ "crawl/not-a-wet": 1 });
    expect(seen.at(-1)).toMatchObject({
      filename: "x.warc",
      message: expect.stringContaining("none of its 2 records"),
    });
  });

  it("throws when strict", async () => {
    await expect(collect(readWet(rawRecord("A"), { strict: true }))).rejects.toMatchObject({ code: "crawl/not-a-wet" });
  });

  it("isn't one that is empty or has only a warcinfo record", async () => {
    for (const bytes of [rawRecord("a: b\r\n", { type: "warcinfo" }), new Uint8Array()]) {
      const pages = readWet(bytes);
      expect(await collect(pages)).toEqual([]);
      expect(pages.diagnosticCounts).toEqual({});
    }
  });
});

const data = sharedData("crawl");
describe.skipIf(!data)("Common Crawl's own file", () => {
  it("of 2024", async () => {
    const pages = readWet(readFileSync(`${data}/whirlwind.warc.wet.gz`));
    const [page, ...others] = await collect(pages);
    expect(page).toMatchObject({ url: "https://an.wikipedia.org/wiki/Escopete", languages: ["spa"] });
    expect(page?.text).toMatch(/^Escopete - Biquipedia, a enciclopedia libre\n/);
    expect(new TextEncoder().encode(page?.text)).toHaveLength(4456);
    expect(others).toEqual([]);
    expect(pages.diagnosticCounts).toEqual({});
  });
});
