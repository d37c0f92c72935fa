import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Diagnostic } from "@alt2img/core";
import { collect, inChunks } from "@alt2img/testing";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, it } from "vitest";
import { indexWarc, writeCdxj } from "../src/cdxj/index-warc.js";
import { parseCdxHeader, parseCdxLine } from "../src/cdxj/parse-cdx-line.js";
import { readCdxj } from "../src/cdxj/read-cdxj.js";
import { readWarc } from "../src/warc/read-warc.js";

const commonCrawl =
  'org,commoncrawl)/ 20240518015810 {"url": "https://commoncrawl.org/", "mime": "text/html", "mime-detected": "application/xhtml+xml", "status": "200", "digest": "ZSYVK5BQIUV7X3BVEKRUQHWWDSQVSJTB", "length": "18010", "offset": "80610731", "filename": "crawl-data/CC-MAIN-2024-22/segments/1715971057216.39/warc/CC-MAIN-20240517233122-20240518023122-00000.warc.gz", "languages": "eng,fra", "encoding": "UTF-8"}';

describe("parseCdxLine", () => {
  it("reads CDXJ as Common Crawl writes it", () => {
    expect(parseCdxLine(commonCrawl)).toMatchObject({
      urlkey: "org,commoncrawl)/",
      timestamp: "20240518015810",
      url: "https://commoncrawl.org/",
      status: 200,
      mime: "text/html",
      mimeDetected: "application/xhtml+xml",
      digest: "ZSYVK5BQIUV7X3BVEKRUQHWWDSQVSJTB",
      length: 18010,
      offset: 80610731,
      languages: ["eng", "fra"],
      charset: "UTF-8",
      fields: { "mime-detected": "application/xhtml+xml", length: "18010" },
    });
  });

  it("reads fields that aren't strings, and leaves out unknown ones", () => {
    const capture = parseCdxLine(
      'a)/ 2024 {"url":"http://a/","status":200,"length":"-","offset":"","digest":null,"x":[1]}',
    );
    expect(capture).toEqual({
      urlkey: "a)/",
      timestamp: "2024",
      url: "http://a/",
      status: 200,
      digest: "null",
      fields: { url: "http://a/", status: "200", length: "-", offset: "", digest: "null", x: "[1]" },
    });
  });

  it("reports a numeric field that isn't a number, and leaves out only that", () => {
    const bad = 'a)/ 2024 {"url":"http://a/","status":"2OO","length":"-5","offset":"1e3","filename":"a.warc"}';
    const diagnostics: Diagnostic[] = [];
    const capture = parseCdxLine(bad, { onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) });
    expect(capture).toMatchObject({ url: "http://a/", filename: "a.warc", fields: { offset: "1e3" } });
    expect(capture).not.toHaveProperty("offset");
    expect(diagnostics).toEqual(
      [/“2OO”.*status/, /“1e3”.*offset/, /“-5”.*length/].map((message) => ({
        code: "crawl/cdx-field",
        message: expect.stringMatching(message),
      })),
    );
    const columns: Diagnostic[] = [];
    parseCdxLine("a)/ 20150708215513 http://a/ - 200 X - 12x a.warc", { onDiagnostic: (one) => columns.push(one) });
    expect(columns).toMatchObject([{ code: "crawl/cdx-field", message: expect.stringMatching(/“12x”.*offset/) }]);
  });

  it.each([
    [
      "11 columns",
      "a)/ 20150708215513 http://a/ text/plain 200 XMAB http://b/ - 1085 1260 a.warc",
      { length: 1085, offset: 1260 },
    ],
    ["10 columns", "a)/ 20150708215513 http://a/ text/plain 200 XMAB http://b/ - 1260 a.warc", { offset: 1260 }],
    ["9 columns", "a)/ 20150708215513 http://a/ text/plain 200 XMAB http://b/ 1260 a.warc", { offset: 1260 }],
  ])("reads %s", (_, line, numbers) => {
    expect(parseCdxLine(line)).toMatchObject({
      urlkey: "a)/",
      timestamp: "20150708215513",
      url: "http://a/",
      mime: "text/plain",
      status: 200,
      digest: "XMAB",
      redirect: "http://b/",
      filename: "a.warc",
      ...numbers,
    });
  });

  it("reads columns in the order of the header", () => {
    const columns = parseCdxHeader(" CDX a b g V N");
    expect(columns).toEqual(["a", "b", "g", "V", "N"]);
    expect(parseCdxLine("http://a/ 20150708215513 x.warc 7 a)/", { columns: columns! })).toMatchObject({
      urlkey: "a)/",
      url: "http://a/",
      filename: "x.warc",
      offset: 7,
    });
    expect(parseCdxHeader("cdx a b")).toBeUndefined();
    expect(parseCdxHeader("com,cdx)/ CDX a")).toBeUndefined();
  });

  it.each([
    ["", "has 1 column;"],
    ["a)/ 2024", "has 2 columns"],
    ["a)/ yesterday {}", "has “yesterday” as its timestamp"],
    ["a)/ 20240101 {", "broken JSON"],
    ['a)/ 20240101 {"url": "x"} {}', "broken JSON"],
    ["a)/ x http://a/ text/plain 200 XMAB - 1260 a.warc", "has “x” as its timestamp"],
  ])("throws for %j", (line, message) => {
    expect(() => parseCdxLine(line)).toThrowError(expect.objectContaining({ code: "crawl/cdx-line" }));
    expect(() => parseCdxLine(line)).toThrowError(message);
  });
});

describe("readCdxj", () => {
  const text = `!OpenWayback-CDXJ 1.0\n${commonCrawl}\r\nnonsense\n\na)/ 20240101 {"url":"http://ä/"}`;
  const bytes = new TextEncoder().encode(text);

  it.each([
    ["plain", bytes],
    ["gzip", gzipSync(bytes)],
    ["gzip of two members", Buffer.concat([gzipSync(bytes.subarray(0, 40)), gzipSync(bytes.subarray(40))])],
  ])("continues after a bad line, and says which: %s", async (_, file) => {
    for (const size of [1, 7, 1000]) {
      const seen: unknown[] = [];
      const captures = readCdxj(inChunks(file, size), {
        filename: "x.cdxj",
        onDiagnostic: (found) => void seen.push(found),
      });
      expect((await collect(captures)).map(({ url }) => url)).toEqual(["https://commoncrawl.org/", "http://ä/"]);
      expect(captures.diagnosticCounts).toEqual({ "crawl/cdx-line": 1 });
      expect(seen).toMatchObject([{ code: "crawl/cdx-line", line: 3, filename: "x.cdxj" }]);
    }
  });

  it("keeps a capture with a numeric field that isn't a number, and names the line", async () => {
    const file = new TextEncoder().encode(`${commonCrawl}\n${commonCrawl.replace("80610731", "8061o731")}\n`);
    const seen: unknown[] = [];
    const captures = await collect(readCdxj(file, { filename: "x.cdxj", onDiagnostic: (found) => seen.push(found) }));
    expect(captures.map(({ offset }) => offset)).toEqual([80610731, undefined]);
    expect(seen).toMatchObject([{ code: "crawl/cdx-field", line: 2, filename: "x.cdxj" }]);
    await expect(collect(readCdxj(file, { strict: true }))).rejects.toMatchObject({ code: "crawl/cdx-field" });
  });

  it("throws at a bad line when strict, and for a broken or endless file", async () => {
    await expect(collect(readCdxj(bytes, { strict: true }))).rejects.toMatchObject({ code: "crawl/cdx-line" });
    await expect(collect(readCdxj(gzipSync(bytes).subarray(0, 60)))).rejects.toMatchObject({ name: "Alt2imgError" });
    await expect(collect(readCdxj(new Uint8Array(9 << 20)))).rejects.toMatchObject({ code: "crawl/line-too-long" });
  });
});

const data = sharedData("crawl");
describe.skipIf(!data)("indexWarc", () => {
  const file = (name: string): Uint8Array => readFileSync(`${data}/${name}`);

  it("makes the index that comes with the WARC", async () => {
    const expected = await collect(readCdxj(file("hello-world.warc.cdx")));
    const found = await collect(indexWarc(file("hello-world.warc"), { filename: "hello-world.warc" }));
    const place = ({ url, timestamp, offset, filename }: (typeof found)[number]): unknown[] => [
      url,
      timestamp,
      offset,
      filename,
    ];
    expect(found.map(place)).toEqual(expect.arrayContaining(expected.map(place)));
    expect(found.find(({ status }) => status === 200)).toMatchObject({
      urlkey: "io,github,iipc)/warc-specifications/primers/web-archive-formats/hello-world.txt",
      mime: "text/plain",
      digest: "XMABAYFTCASBJ5QATNBILSXH6PSZEMG4",
    });
  });

  it.each([
    "whirlwind.warc.gz",
    "example.warc.gz",
    "example.arc.gz",
    "example-url-agnostic-revisit.warc.gz",
    "parseMe.warc.gz",
  ])("points to records that can be read on their own: %s", async (name) => {
    const bytes = file(name);
    const captures = await collect(indexWarc(bytes, { filename: name }));
    expect(captures.length).toBeGreaterThan(0);
    for (const { url, offset, length } of captures) {
      const [record, ...others] = await collect(readWarc(bytes.subarray(offset, offset! + length!)));
      expect(record?.targetUri).toBe(url);
      expect(others).toEqual([]);
    }
  });

  it("writes sorted lines that read back the same", async () => {
    const captures = await collect(indexWarc(file("example.warc.gz"), { filename: "example.warc.gz" }));
    const read = await collect(readCdxj(writeCdxj([...captures].reverse())));
    expect(read.map(({ urlkey }) => urlkey)).toEqual(read.map(({ urlkey }) => urlkey).sort());
    expect(read).toEqual(expect.arrayContaining(captures));
    expect(read).toHaveLength(captures.length);
    expect(read.some(({ mime }) => mime === "warc/revisit")).toBe(true);
  });
});

it("reports records that can't be indexed", async () => {
  const record = (uri: string): string => `WARC/1.0\r\nWARC-Type: resource\r\n${uri}Content-Length: 0\r\n\r\n\r\n\r\n`;
  const text = record("") + record("WARC-Target-URI: http://a:99999/\r\n") + record("WARC-Target-URI: http://b/\r\n");
  const captures = indexWarc(new TextEncoder().encode(text), { filename: "x.warc" });
  expect(await collect(captures)).toMatchObject([{ urlkey: "b)/", timestamp: "" }]);
  expect(captures.diagnosticCounts).toMatchObject({ "crawl/no-target-uri": 1, "crawl/surt-port": 1 });
});
