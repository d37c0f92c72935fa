import { collectBytes } from "@alt2img/core";
import { type NewWarcRecord, writeWarc } from "@alt2img/crawl";
import { expect, it } from "vitest";
import { findPictures, readCrawl, reportPage } from "../src/index.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function captured(targetUri: string, contentType: string, body: string): NewWarcRecord {
  const block = encode(`HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\n\r\n${body}`);
  return { type: "response", targetUri, contentType: "application/http; msgtype=response", block };
}

it("makes a report of a File, in Node and in browsers", async () => {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const records = [
    captured("https://example.org/", "text/html", '<title>Tea</title><img src="cup.svg" alt="A cup of tea">'),
    captured("https://example.org/cup.svg", "image/svg+xml", picture),
  ];
  const file = new Blob([await collectBytes(writeWarc(records))] as BlobPart[]);
  const files = [
    {
      filename: "tea.warc.gz",
      byteLength: file.size,
      open: () => file,
    },
  ];
  const pages = readCrawl(files);
  for await (const { pairs } of pages) expect(pairs).toMatchObject([{ text: "A cup of tea" }]);
  const page = reportPage(pages.reading, { pictures: await findPictures(files, pages.reading) });
  expect(page).toContain("<bdi>graphic, A cup of tea</bdi>");
  expect(page).toContain(`<img src="data:image/svg+xml;base64,${btoa(picture)}"`);
});
