import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { collect, inChunks } from "@alt2img/testing";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, it } from "vitest";
import { type ReadWatOptions, readWat } from "../src/wat/read-wat.js";
import { httpRecord, rawRecord } from "./warc-bytes.js";
import { type Json, responseJson } from "./wat-record.js";

const encoder = new TextEncoder();

function watRecord(block: string | Uint8Array, type = "application/json"): Uint8Array {
  const bytes = typeof block === "string" ? encoder.encode(block) : block;
  const head = [
    "WARC/1.0",
    "WARC-Type: metadata",
    "WARC-Target-URI: https://example.org/record",
    "WARC-Date: 2024-05-31T01:17:49Z",
    "WARC-Record-ID: <urn:uuid:3d3f4785-c69a-4f8c-968c-d23302c55ef4>",
    `Content-Type: ${type}`,
    `Content-Length: ${bytes.length}`,
    "",
    "",
  ].join("\r\n");
  return gzipSync(Buffer.concat([encoder.encode(head), bytes, encoder.encode("\r\n\r\n")]));
}

const image = (url: string, attributes: Record<string, string> = {}): Json => ({
  path: "IMG@/src",
  url,
  ...attributes,
});

describe("readWat", () => {
  it("leaves out images without a text on request, and counts them", async () => {
    const links = [
      image("1.png"),
      image("2.png", { alt: "" }),
      image("3.png", { alt: "Three" }),
      image("4.png", { alt: "", title: "Four" }),
      image("5.png", { title: "" }),
      { path: "IMG@/src", alt: "no address" },
      { path: "A@/href", url: "/b" },
    ];
    const file = watRecord(JSON.stringify(responseJson({ links })));
    const [all] = await collect(readWat(file));
    const [some] = await collect(readWat(file, { textlessImages: false }));
    const [fewest] = await collect(readWat(file, { textlessImages: false, links: false }));
    expect(all).not.toHaveProperty("imageCount");
    const images = all!.images.slice(2, 4);
    expect(images.map(({ rawUrl }) => rawUrl)).toEqual(["3.png", "4.png"]);
    expect(some).toEqual({ ...all, images, imageCount: 5 });
    expect(fewest).toEqual({ ...all, images, imageCount: 5, links: [] });
  });

  it("resolves against the page, or against its base element", async () => {
    const links = [
      image("img/é.png", { alt: "É" }),
      image("http://[broken"),
      { path: "A@/href", url: "/b", text: "B" },
    ];
    const [page, withBase] = await collect(
      readWat([
        watRecord(JSON.stringify(responseJson({ links }))),
        watRecord(
          JSON.stringify(
            responseJson({
              links,
              head: { Base: "/other/", Link: [{ path: "LINK@/href", url: "s.css", rel: "stylesheet" }] },
            }),
          ),
        ),
      ]),
    );
    expect(page).toEqual({
      url: "https://example.org/a/page.html",
      baseUrl: "https://example.org/a/page.html",
      date: "2024-05-18T01:58:10Z",
      recordId: "urn:uuid:e5e13db1-eed1-4c4d-923c-7992e0c0cda0",
      status: 200,
      contentType: "text/html; charset=UTF-8",
      headers: [
        ["Date", "Sat, 18 May 2024 01:58:10 GMT"],
        ["Content-Type", "text/html; charset=UTF-8"],
      ],
      metas: [],
      images: [
        { url: "https://example.org/a/img/%C3%A9.png", rawUrl: "img/é.png", path: "IMG@/src", alt: "É" },
        { rawUrl: "http://[broken", path: "IMG@/src" },
      ],
      links: [{ url: "https://example.org/b", rawUrl: "/b", path: "A@/href", text: "B" }],
      filename: "CC-MAIN-20240517233122-20240518023122-00000.warc.gz",
      offset: 80610731,
      length: 18010,
    });
    expect(withBase).toMatchObject({
      baseUrl: "https://example.org/other/",
      images: [{ url: "https://example.org/other/img/%C3%A9.png" }, {}],
      links: [
        { url: "https://example.org/other/s.css", path: "LINK@/href", rel: "stylesheet" },
        { url: "https://example.org/b" },
      ],
    });
  });

  it("encodes queries in the encoding that the server declares", async () => {
    const urlOf = async (contentType: string): Promise<string | undefined> => {
      const json = responseJson({ links: [image("?q=é")], headers: { "Content-Type": contentType } });
      const [page] = await collect(readWat(watRecord(JSON.stringify(json))));
      return page!.images[0]!.url;
    };
    expect(await urlOf("text/html; charset=iso-8859-1")).toBe("https://example.org/a/page.html?q=%E9");
    expect(await urlOf("text/html; charset=UTF-8")).toBe("https://example.org/a/page.html?q=%C3%A9");
    expect(await urlOf("text/html")).toBe("https://example.org/a/page.html?q=%C3%A9");
  });

  it("encodes queries in the encoding that the page declares if the server declares none", async () => {
    const urlOf = async (metas: Json[], contentType = "text/html", parts: ReadWatOptions = {}): Promise<string> => {
      const json = responseJson({
        links: [image("?q=é")],
        headers: { "Content-Type": contentType },
        head: { Metas: metas },
      });
      const [page] = await collect(readWat(watRecord(JSON.stringify(json)), parts));
      return page!.images[0]!.url!.replace(/.*=/, "");
    };
    const pragma = (content: string): Json => ({ content, "http-equiv": "Content-Type" });
    const latin1 = pragma("text/html; charset=ISO-8859-1");
    for (const parts of [{}, { metas: false }, { metas: ["robots"] }, { links: false, metas: false }]) {
      expect(await urlOf([latin1], "text/html", parts)).toBe("%E9");
      expect(await urlOf([{ charset: "latin1" }], "text/html", parts)).toBe("%E9");
    }
    expect(await urlOf([{ name: "robots", content: "charset=latin1" }])).toBe("%C3%A9");
    expect(await urlOf([{ content: "text/html; charset=latin1" }])).toBe("%C3%A9");
    // The first that names an encoding counts, and the server's before it.
    expect(await urlOf([pragma("text/html; charset=nonsense"), pragma("text/html"), latin1])).toBe("%E9");
    expect(await urlOf([{ charset: "koi8-r" }, latin1])).toBe("%26%23233%3B");
    expect(await urlOf([{ charset: "nonsense", ...(latin1 as object) }])).toBe("%C3%A9");
    expect(await urlOf([pragma("text/html; charset=utf-16")])).toBe("%C3%A9");
    expect(await urlOf([latin1], "text/html; charset=utf-8")).toBe("%C3%A9");
    expect(await urlOf([latin1], "text/html; charset=nonsense")).toBe("%E9");
  });

  it("gives the lines of the response's head, in any case, arrays as lines of their own", async () => {
    const json = JSON.stringify(
      responseJson({
        links: [],
        headers: {
          "x-ROBOTS-tag": ["noai", "otherbot: noindex"],
          "TDM-Reservation": 1,
          "Content-Type": ["text/plain", "text/html"],
          Vary: "*",
          Odd: [["a"], null],
        },
      }),
    );
    const headersOf = async (headers?: boolean | string[]) =>
      (await collect(readWat(watRecord(json), headers === undefined ? {} : { headers })))[0];
    const optOuts = [
      ["x-ROBOTS-tag", "noai"],
      ["x-ROBOTS-tag", "otherbot: noindex"],
      ["TDM-Reservation", "1"],
    ];
    expect((await headersOf(["X-Robots-Tag", "tdm-reservation"]))?.headers).toEqual(optOuts);
    expect((await headersOf())?.headers).toEqual([
      ...optOuts,
      ["Content-Type", "text/plain"],
      ["Content-Type", "text/html"],
      ["Vary", "*"],
    ]);
    expect(await headersOf(false)).toMatchObject({ headers: [], contentType: "text/plain, text/html" });
  });

  it("reads a header whose name ends in a space, as the WARC has it", async () => {
    const headers = { "X-Robots-Tag ": "noai", "Content-Type  ": "text/html" };
    const json = JSON.stringify(responseJson({ links: [], headers }));
    for (const wanted of [true, ["X-Robots-Tag"]]) {
      const [page] = await collect(readWat(watRecord(json), { headers: wanted }));
      expect(page?.headers[0]).toEqual(["X-Robots-Tag", "noai"]);
      expect(page?.contentType).toBe("text/html");
    }
  });

  it("ignores an empty src, and takes an empty href as the page", async () => {
    const links = ["", " \n"].map((src) => ({ path: "IMG@/src", url: src }));
    const others = [
      { path: "A@/href", url: "" },
      { path: "IMG@/src", url: "", srcset: "b.png 2x" },
    ];
    for (const parts of [{}, { links: false }, { textlessImages: false }]) {
      const withAlt = [...links, ...others].map((link) => ({ ...link, alt: "text" }));
      const [page] = await collect(readWat(watRecord(JSON.stringify(responseJson({ links: withAlt }))), parts));
      expect(page!.images.map(({ url }) => url)).toEqual([undefined, undefined, "https://example.org/a/b.png"]);
      if (!("links" in parts)) expect(page!.links[0]!.url).toBe("https://example.org/a/page.html");
    }
  });

  it("removes angle brackets around URIs", async () => {
    const warcHeader = { "WARC-Target-URI": "<https://example.org/d/p.html>", "WARC-Record-ID": "<urn:a>" };
    const [page] = await collect(
      readWat(watRecord(JSON.stringify(responseJson({ links: [image("a.png")], warcHeader })))),
    );
    expect(page).toMatchObject({
      url: "https://example.org/d/p.html",
      recordId: "urn:a",
      images: [{ url: "https://example.org/d/a.png" }],
    });
  });

  it("leaves out links and metas on request", async () => {
    const json = JSON.stringify(
      responseJson({
        head: { Metas: [{ name: "HTML@/lang", content: "en" }], Link: [{ path: "LINK@/href", url: "s.css" }] },
        links: [image("a.png"), { path: "A@/href", url: "/b" }],
      }),
    );
    const [all] = await collect(readWat(watRecord(json)));
    const [few] = await collect(readWat(watRecord(json), { links: false, metas: false }));
    expect(all).toMatchObject({ language: "en", metas: [{ name: "HTML@/lang", content: "en" }] });
    expect(all?.links).toHaveLength(2);
    expect(few).toMatchObject({ metas: [], links: [], images: all?.images });
    expect(few).not.toHaveProperty("language");
    expect(await collect(readWat(watRecord(json), { metas: ["html@/LANG"] }))).toMatchObject([{ language: "en" }]);
    expect(await collect(readWat(watRecord(json), { metas: ["noindex"] }))).toMatchObject([{ metas: [] }]);
  });

  it("reports a record that isn't JSON, and continues", async () => {
    const good = JSON.stringify(responseJson({ links: [image("a.png")] }));
    const records = [
      watRecord(good),
      watRecord(`${good}]`),
      watRecord("no JSON at all: HTML-Metadata"),
      watRecord(good),
    ];
    const offset = records[0]!.length;
    const seen: unknown[] = [];
    const pages = readWat(Buffer.concat(records), {
      filename: "x.wat.gz",
      onDiagnostic: (diagnostic) => void seen.push(diagnostic),
    });
    expect(await collect(pages)).toHaveLength(2);
    expect(pages.diagnosticCounts).toEqual({ "crawl/wat-json": 2 });
    expect(seen[0]).toMatchObject({
      code: "crawl/wat-json",
      filename: "x.wat.gz",
      offset,
      recordId: "urn:uuid:3d3f4785-c69a-4f8c-968c-d23302c55ef4",
      url: "https://example.org/record",
    });
    await expect(collect(readWat(Buffer.concat(records), { strict: true }))).rejects.toMatchObject({
      code: "crawl/wat-json",
    });
  });

  it("reports a record that isn't JSON or is cut off before its page, but no other without a page", async () => {
    const json = JSON.stringify(responseJson({ links: [image("a.png", { alt: "x" })] }));
    const cuts = Array.from({ length: json.indexOf("HTML-Metadata") }, (_, end) => json.slice(0, end));
    for (const broken of ["x", "[1,", "{}garbage", ...cuts.filter((cut) => !cut.endsWith("}"))]) {
      const pages = readWat(watRecord(broken));
      await collect(pages);
      expect(pages.diagnosticCounts, broken).toEqual({ "crawl/wat-json": 1 });
    }
    for (const whole of ["{}", "[]", "null", ' {"Envelope": {}}\r\n']) {
      const pages = readWat([watRecord('{"Envelope":{}}'), watRecord(whole)]);
      expect(await collect(pages)).toEqual([]);
      expect(pages.diagnosticCounts, whole).toEqual({});
    }
  });

  it("reports a file with records that aren't a WAT's", async () => {
    const json = (block: string): Uint8Array => rawRecord(block, { type: "metadata", contentType: "application/json" });
    const warcs = [
      [httpRecord("<img src=a.png alt=A>"), rawRecord("{}", { type: "metadata" })],
      [rawRecord('{"Envelope":{}}', { contentType: "application/json" }), httpRecord("")],
      [rawRecord("a: b\r\n", { type: "warcinfo" }), json("{}"), json("[]")],
    ];
    for (const warc of warcs) {
      const seen: unknown[] = [];
      const pages = readWat(warc, { filename: "x.warc", onDiagnostic: (diagnostic) => seen.push(diagnostic) });
      expect(await collect(pages)).toEqual([]);
      expect(pages.diagnosticCounts).toEqual({ "crawl/not-a-wat": 1 });
      expect(seen).toEqual([
        { code: "crawl/not-a-wat", filename: "x.warc", message: expect.stringContaining("none of its 2 records") },
      ]);
      await expect(collect(readWat(warc, { strict: true }))).rejects.toMatchObject({ code: "crawl/not-a-wat" });
    }
    for (const nothing of [rawRecord("a: b\r\n", { type: "warcinfo" }), new Uint8Array()]) {
      const pages = readWat(nothing);
      expect(await collect(pages)).toEqual([]);
      expect(pages.diagnosticCounts).toEqual({});
    }
  });

  it("resolves a srcset, as an attribute and as a link of its own", async () => {
    const links = [
      image("a.jpg", { alt: "A", srcset: "a.jpg 1x, /b,c.jpg  2x,http://[broken 3x" }),
      image("c.jpg", { srcset: "http://[broken" }),
      { path: "IMG@/srcset", url: "b.jpg 2x", alt: "B" },
      { path: "IMG@/srcset", url: " , " },
      { path: "SOURCE@/srcset", url: "../s.webp 400w,\n../l.webp 800w" },
    ];
    const file = watRecord(JSON.stringify(responseJson({ links, head: { Base: "https://cdn.example/x/" } })));
    for (const parts of [{}, { links: false }]) {
      const [page] = await collect(readWat(file, parts));
      expect(page?.images).toEqual([
        {
          url: "https://cdn.example/x/a.jpg",
          rawUrl: "a.jpg",
          path: "IMG@/src",
          alt: "A",
          srcset: "https://cdn.example/x/a.jpg 1x, https://cdn.example/b,c.jpg 2x",
        },
        { url: "https://cdn.example/x/c.jpg", rawUrl: "c.jpg", path: "IMG@/src" },
        {
          url: "https://cdn.example/x/b.jpg",
          rawUrl: "b.jpg 2x",
          path: "IMG@/srcset",
          alt: "B",
          srcset: "https://cdn.example/x/b.jpg 2x",
        },
        { rawUrl: " , ", path: "IMG@/srcset" },
      ]);
    }
    const [page] = await collect(readWat(file));
    expect(page?.links).toEqual([
      {
        url: "https://cdn.example/s.webp",
        rawUrl: "../s.webp 400w,\n../l.webp 800w",
        path: "SOURCE@/srcset",
        srcset: "https://cdn.example/s.webp 400w, https://cdn.example/l.webp 800w",
      },
    ]);
  });

  it("reads what is left of a record that is cut off, and reports it", async () => {
    const json = JSON.stringify(responseJson({ links: [image("a.png", { alt: "x" }), image("b.png", { alt: 'y"' })] }));
    for (let end = json.indexOf('"Links"'); end < json.length; end++) {
      const pages = readWat(watRecord(json.slice(0, end)));
      const [page] = await collect(pages);
      expect(pages.diagnosticCounts).toEqual({ "crawl/wat-json": 1 });
      expect(page?.url).toMatch(/^https:\/\/example.org\/(record|a\/page.html)$/);
      if (end > json.indexOf('"Entity-Length"')) expect(page?.images).toMatchObject([{ alt: "x" }, { alt: 'y"' }]);
    }
  });

  it("skips other records, and reads broken UTF-8 as U+FFFD", async () => {
    const json = encoder.encode(JSON.stringify(responseJson({ links: [image("a.png", { alt: "x" })] })));
    const broken = json.map((byte) => (byte === 0x78 ? 0xff : byte));
    const pages = readWat([watRecord("a: b", "application/warc-fields"), watRecord("{}"), watRecord(broken)]);
    expect(await collect(pages)).toMatchObject([{ images: [{ alt: "\ufffd" }] }]);
    expect(pages.diagnosticCounts).toEqual({});
  });
});

const data = sharedData("crawl");
describe.skipIf(!data)("Common Crawl's own files", () => {
  it("a WAT of 2023", async () => {
    const bytes = readFileSync(`${data}/CC-MAIN-sample.warc.wat.gz`);
    const pages = readWat(inChunks(bytes, 1000, 1));
    const [page] = await collect(pages);
    expect(page).toMatchObject({
      url: "http://19august93.nsarchive.ru/songs/875.html",
      status: 200,
      contentType: "text/html; charset=WINDOWS-1251",
      title: "Апрель | Полное Собрание Снайперских Песен",
      filename: "CC-MAIN-20230127001911-20230127031911-00743.warc.gz",
      offset: 92892,
      length: 15066,
    });
    // The file says Content-Length: 54263, but its block has 24 bytes more.
    expect(pages.diagnosticCounts).toMatchObject({ "crawl/content-length": 1, "crawl/wat-json": 1 });
    expect(page?.images).toHaveLength(27);
    expect(page?.images[0]).toEqual({
      url: "http://19august93.nsarchive.ru/1.gif",
      rawUrl: "../1.gif",
      path: "IMG@/src",
    });
    expect(page?.links.at(-1)).toEqual({
      url: "http://19august93.nsarchive.ru/galerya457.html?id=12903",
      rawUrl: "../galerya457.html?id=12903",
      path: "A@/href",
    });
  });

  it("a WAT that holds only a request", async () => {
    const pages = readWat(readFileSync(`${data}/whirlwind.warc.wat.gz`));
    expect(await collect(pages)).toEqual([]);
    expect(pages.diagnosticCounts).toEqual({});
  });

  it("reports the record as cut off, wherever the cut is", async () => {
    const page = responseJson({ links: [image("a.png", { alt: "a } b" })] });
    const request: Json = {
      Container: { Filename: "a.warc.gz", Offset: "5" },
      Envelope: {
        "Payload-Metadata": { "HTTP-Request-Metadata": { Headers: { "User-Agent": "CCBot" } } },
        "WARC-Header-Metadata": { "WARC-Type": "request" },
      },
    };
    for (const json of [JSON.stringify(page), JSON.stringify(request)]) {
      const cuts = Array.from({ length: json.length - 1 }, (_, end) => json.slice(0, end + 1));
      const offsets: unknown[] = [];
      const records = cuts.map((cut) => watRecord(cut));
      await collect(readWat(records, { onDiagnostic: ({ offset }) => offsets.push(offset) }));
      expect(new Set(offsets).size).toBe(cuts.length);
      const whole = readWat([watRecord(json)]);
      await collect(whole);
      expect(whole.diagnosticCounts).toEqual({});
    }
  });

  it("isn't confused by a brace within a string in a record that isn't a page", async () => {
    for (const agent of ["}", "{", "}{", "a{b}}"]) {
      const pages = readWat([watRecord(JSON.stringify({ Envelope: { "User-Agent": agent } }))]);
      expect(await collect(pages)).toEqual([]);
      expect(pages.diagnosticCounts).toEqual({});
    }
  });
});
