import { collectBytes, type Diagnostic } from "@alt2img/core";
import { writeWarc } from "@alt2img/crawl";
import { collect, inChunks } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import { type CrawlFormat, openCrawlFile, pairsFromCrawlFile, readCrawlPages, readHtmlFile } from "../src/index.js";
import { response, warcFile, watRecord } from "./warc.js";

const url = "https://example.org/a/";
const html = `<p>a page<img src="a.png" alt="an apple">`;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const wat = () =>
  warcFile(
    watRecord(url, {
      "WARC-Header-Metadata": { "WARC-Target-URI": url },
      "Payload-Metadata": {
        "HTTP-Response-Metadata": {
          "Response-Message": { Status: "200" },
          Headers: { "Content-Type": "text/html" },
          "HTML-Metadata": { Head: {}, Links: [{ path: "IMG@/src", url: "a.png", alt: "an apple" }] },
        },
      },
    }),
  );
const wet = () => warcFile({ type: "conversion", targetUri: url, contentType: "text/plain", block: "an apple" });
const warc = () => warcFile(response({ url, html }));
const pageAboutWarc = (): Uint8Array =>
  bytesOf(`<!doctype html><pre>\nWARC/1.0\nWARC-Type: response\nContent-Length: 5\n\nhello\n\n</pre>${html}`);
const plainWarc = () => collectBytes(writeWarc([response({ url, html })], { compression: "none" }));

describe("the format, by content", () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, CrawlFormat]>([
    ["WARC", warc, "warc"],
    ["WAT", wat, "wat"],
    ["WET", wet, "wet"],
    ["a WARC whose only record is cut off", async () => (await warc()).subarray(0, -20), "warc"],
    ["the same in a whole gzip member", async () => gzipped((await plainWarc()).subarray(0, -20)), "warc"],
    ["the same, not compressed", async () => (await plainWarc()).subarray(0, -20), "warc"],
    ["a WAT whose only record is cut off", async () => (await wat()).subarray(0, -20), "wat"],
    ["a WARC that is cut off in its first header", async () => (await plainWarc()).subarray(0, 60), "warc"],
    [
      "a WARC whose first header is longer than the head",
      () => bytesOf(`WARC/1.1\r\nX: ${"x".repeat(300_000)}`),
      "warc",
    ],
    ["HTML with a WARC record in its text", pageAboutWarc, "html"],
    ["the same, gzipped", () => gzipped(pageAboutWarc()), "html"],
    ["HTML", () => bytesOf(`<!doctype html>${html}`), "html"],
    ["gzipped HTML", () => gzipped(bytesOf(html)), "html"],
    ["a fragment", () => bytesOf(`Hello <img src=a.png alt=a>`), "html"],
    ["a template", () => bytesOf("{{#each images}}<img src={{url}}>{{/each}}"), "html"],
    ["HTML with a control character", () => bytesOf(`\ufeff<!-- c -->\n<HTML><p>a\u0007\u0000b${html}`), "html"],
    ["HTML in UTF-16", () => Uint8Array.of(0xff, 0xfe, ...[...html].flatMap((c) => [c.charCodeAt(0), 0])), "html"],
  ])("%s", async (_, bytes, format) => {
    const file = await openCrawlFile(inChunks(await bytes(), 50));
    expect(file.format).toBe(format);
    await file.bytes.return();
  });

  test.each([
    ["nothing", "", "dataset/empty-file", "empty"],
    ["JSON", '{"a": "<img>"}', "dataset/unknown-format", "It looks like JSON."],
    ["JSON Lines", '{"imageUrl":"x","text":"<b>"}\n', "dataset/unknown-format", "It looks like JSON."],
    ["a PDF", "%PDF-1.7 <html>", "dataset/unknown-format", "It looks like a PDF."],
    ["a picture", "GIF89a\u0001\u0000", "dataset/unknown-format", "It looks like an image."],
    ["another picture", "\u0089PNG\r\n\u001a\n", "dataset/unknown-format", "It looks like an image."],
    ["an index", 'org,example)/ 20240101000000 {"url": "<"}', "dataset/unknown-format", "a CDXJ index"],
    [
      "text",
      "an apple a day",
      "dataset/unknown-format",
      "neither an HTML page nor a crawl file (WARC, ARC, WAT, WET).",
    ],
  ])("%s is refused, with what it looks like", async (_, text, code, why) => {
    const opening = openCrawlFile(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    await expect(opening).rejects.toMatchObject({ code });
    await expect(opening).rejects.toThrow(why);
    await expect(openCrawlFile(await gzipped(bytesOf(text)))).rejects.toMatchObject({ code });
  });

  test("a page that is gzipped twice is refused, with what to do", async () => {
    const twice = await gzipped(await gzipped(bytesOf(html)));
    await expect(openCrawlFile(twice)).rejects.toThrow("gzip file inside a gzip file; unpack it once");
  });

  test("gzip that is cut off or damaged", async () => {
    const bytes = await gzipped(bytesOf(`<p>${html.repeat(100)}`));
    await expect(openCrawlFile(bytes.subarray(0, 20))).rejects.toMatchObject({ code: "dataset/gzip" });
    const damaged = bytes.slice().fill(0x55, 12, 30);
    await expect(openCrawlFile(damaged)).rejects.toMatchObject({ code: "dataset/gzip" });
  });
});

describe("its contents", () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ["WARC", warc],
    ["WAT", wat],
    ["HTML", () => gzipped(bytesOf(html))],
  ])("%s: the same pair, by both ways, and the same place", async (_, make) => {
    const bytes = await make();
    const pairs = await collect(pairsFromCrawlFile(await openCrawlFile(bytes), url, { filename: "f" }));
    expect(pairs).toMatchObject([{ imageUrl: `${url}a.png`, text: "an apple", pageUrl: url, filename: "f" }]);
    const pages = await collect(readCrawlPages(await openCrawlFile(bytes), { filename: "f", url }));
    expect(pages).toMatchObject([{ page: { url, images: [{ element: "img", alt: "an apple" }] } }]);
    const { filename, offset, length } = pairs[0]!;
    expect(pages[0]?.location).toEqual(JSON.parse(JSON.stringify({ filename, offset, length })));
  });

  test("a WET file has no images, and says so", async () => {
    const opened = await openCrawlFile(await wet());
    expect(() => pairsFromCrawlFile(opened, url)).toThrow("has the text of pages and no images");
    await expect(collect(readCrawlPages(await openCrawlFile(await wet())))).rejects.toMatchObject({
      code: "dataset/wet-file",
    });
  });

  test("the bytes of a page, and its faults", async () => {
    const file = await openCrawlFile(await gzipped(bytesOf(html)));
    expect(new TextDecoder().decode(await readHtmlFile(file))).toBe(html);
    const diagnostics: Diagnostic[] = [];
    const onDiagnostic = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    const broken = bytesOf(`<img src="http://[/" alt=a>`);
    await collect(readCrawlPages(await openCrawlFile(broken), { url, onDiagnostic }));
    expect(diagnostics).toMatchObject([{ code: "alt-text/url" }]);
  });
});
