import { collectBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { indexWarc } from "../src/cdxj/index-warc.js";
import { type NewWarcRecord, warcinfo } from "../src/warc/new-record.js";
import { readWarc } from "../src/warc/read-warc.js";
import { writeWarc } from "../src/warc/write-warc.js";
import { readWat } from "../src/wat/read-wat.js";
import { writeWat } from "../src/wat/write-wat.js";

const url = "https://example.org/a/page.html";
const date = "2024-05-18T01:58:10Z";
const request: NewWarcRecord = {
  type: "request",
  targetUri: url,
  date,
  contentType: "application/http; msgtype=request",
  block: "GET /a/page.html HTTP/1.1\r\nHost: example.org\r\n\r\n",
};
const response = (head: string, body: string): NewWarcRecord => ({
  type: "response",
  targetUri: url,
  date,
  recordId: "urn:uuid:e5e13db1-eed1-4c4d-923c-7992e0c0cda0",
  contentType: "application/http; msgtype=response",
  block: `${head}\r\n\r\n${body}`,
});
const page = response("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nVia: a\r\nVia: b", "<p>Grüße");
const metadata: NewWarcRecord = {
  type: "metadata",
  targetUri: url,
  date,
  contentType: "application/warc-fields",
  block: "fetchTimeMs: 12\r\nvia: https://example.org/\r\n",
};
const warc = await collectBytes(
  writeWarc([warcinfo({ software: "test" }, { filename: "a.warc.gz" }), request, page, metadata]),
);

const jsonOf = async (wat: AsyncIterable<Uint8Array>): Promise<Record<string, unknown>[]> => {
  const texts: string[] = [];
  for await (const record of readWarc(await collectBytes(wat))) {
    if (record.mimeType === "application/json") texts.push(new TextDecoder().decode(await record.block()));
  }
  return texts.map((text) => JSON.parse(text));
};

describe("writeWat", () => {
  it("writes what readWat reads: a page with its images, links and metas, and its position in the WARC", async () => {
    const metas = [
      { name: "HTML@/lang", content: "de" },
      { name: "robots", content: "noai" },
    ];
    const images = [{ path: "IMG@/src", rawUrl: "../i.png", alt: 'Ein "Apfel"', title: "" }];
    const links = [{ path: "A@/href", rawUrl: "/b", text: "B\u2028" }];
    const headLinks = [{ path: "LINK@/href", rawUrl: "s.css", rel: "stylesheet" }];
    const seen: unknown[] = [];
    const wat = await collectBytes(
      writeWat(readWarc(warc), {
        filename: "a.warc.gz",
        readHtml: ({ url, html, contentType }) => {
          seen.push([url, new TextDecoder().decode(html), contentType]);
          return { title: "Grüße", base: "/base/", metas, headLinks, links: [...images, ...links] };
        },
      }),
    );
    expect(seen).toEqual([[url, "<p>Grüße", "text/html; charset=utf-8"]]);
    const pages = readWat(wat);
    const place = (await collect(indexWarc(warc, { filename: "a.warc.gz", types: ["response"] })))[0]!;
    expect(await collect(pages)).toEqual([
      {
        url,
        baseUrl: "https://example.org/base/",
        date,
        recordId: "urn:uuid:e5e13db1-eed1-4c4d-923c-7992e0c0cda0",
        status: 200,
        contentType: "text/html; charset=utf-8",
        language: "de",
        title: "Grüße",
        headers: [
          ["Content-Type", "text/html; charset=utf-8"],
          ["Via", "a"],
          ["Via", "b"],
        ],
        metas,
        images: [{ ...images[0], url: "https://example.org/i.png" }],
        links: [
          { ...headLinks[0], url: "https://example.org/base/s.css" },
          { ...links[0], url: "https://example.org/b" },
        ],
        filename: "a.warc.gz",
        offset: Number(place.offset),
        length: Number(place.length),
      },
    ]);
    expect(pages.diagnosticCounts).toEqual({});
  });

  it("writes a record for each record, with ia-web-commons' names", async () => {
    const records = await jsonOf(writeWat(readWarc(warc), { filename: "a.warc.gz" }));
    const payloads = records.map((record) => (record as { Envelope: Record<string, unknown> }).Envelope);
    expect(payloads).toMatchObject([
      { "Payload-Metadata": { "WARC-Info-Metadata": { software: "test" } } },
      {
        "Payload-Metadata": {
          "Actual-Content-Type": "application/http; msgtype=request",
          "HTTP-Request-Metadata": {
            "Request-Message": { Method: "GET", Path: "/a/page.html", Version: "HTTP/1.1" },
            "Headers-Length": "48",
            Headers: { Host: "example.org" },
            "Entity-Length": "0",
            // Of nothing, as in Common Crawl's files.
            "Entity-Digest": "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
          },
          "Actual-Content-Length": "48",
        },
      },
      {
        Format: "WARC/1.1",
        "WARC-Header-Metadata": { "WARC-Type": "response", "WARC-Target-URI": url },
        "Payload-Metadata": {
          "HTTP-Response-Metadata": {
            "Response-Message": { Status: "200", Version: "HTTP/1.1", Reason: "OK" },
            Headers: { "Content-Type": "text/html; charset=utf-8", Via: ["a", "b"] },
            "Entity-Length": "10",
          },
        },
      },
      {
        "Payload-Metadata": {
          "WARC-Metadata-Metadata": {
            "Metadata-Records": [
              { Name: "fetchTimeMs", Value: "12" },
              { Name: "via", Value: "https://example.org/" },
            ],
          },
        },
      },
    ]);
    expect(payloads[2]).not.toHaveProperty(["Payload-Metadata", "HTTP-Response-Metadata", "HTML-Metadata"]);
  });

  it("skips records that aren't pages: other media types, no type and no HTML, resources", async () => {
    const others = [
      response("HTTP/1.1 200 OK\r\nContent-Type: image/png", "PNG"),
      response("HTTP/1.1 200 OK", "no type, and no HTML"),
      { ...page, type: "resource", contentType: "text/html", block: "<p>a resource isn't an HTTP message" },
    ];
    const readHtml = () => expect.unreachable();
    const wat = writeWat(readWarc(await collectBytes(writeWarc(others))), { filename: "a.warc.gz", readHtml });
    expect(await collect(readWat(await collectBytes(wat)))).toEqual([]);
  });

  it("recognises a page by its bytes if its Content-Type isn't a type", async () => {
    const record = response('HTTP/1.1 200 OK\r\nContent-Type: "text/html"\r\nContent-Type: */*', "<p>a page");
    const seen: unknown[] = [];
    const readHtml = (source: unknown) => void seen.push(source);
    await collectBytes(
      writeWat(readWarc(await collectBytes(writeWarc([record]))), { filename: "a.warc.gz", readHtml }),
    );
    expect(seen).toMatchObject([{ contentType: '"text/html", */*' }]);
  });

  it("writes the same bytes when dates and ids are given", async () => {
    const make = () =>
      collectBytes(
        writeWat(readWarc(warc), {
          filename: "a.warc.gz",
          date,
          compression: "none",
          recordId: ({ recordId, type }) => `urn:test:${type}:${recordId}`,
        }),
      );
    expect(await make()).toEqual(await make());
    expect(new TextDecoder().decode(await make())).toContain("WARC-Filename: a.warc.wat.gz\r\n");
  });
});
