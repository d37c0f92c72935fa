import { collectBytes } from "@alt2img/core";
import { writeWarc } from "@alt2img/crawl";
import { collect } from "@alt2img/testing";
import { expect, test } from "vitest";
import { pairsFromWat, respectOptOut } from "../src/index.js";
import { warcFile, watRecord } from "./warc.js";

type Link = { path: string; url: string; alt?: string; title?: string };
type Meta = { name: string; content: string };

function envelope(url: string, links: Link[], { status = "200", metas = [] as Meta[] } = {}): object {
  return {
    "WARC-Header-Metadata": { "WARC-Type": "response", "WARC-Target-URI": url },
    "Payload-Metadata": {
      "HTTP-Response-Metadata": {
        "Response-Message": { Status: status, Version: "HTTP/1.1", Reason: "OK" },
        Headers: { "Content-Type": "text/html" },
        "HTML-Metadata": { Head: { Metas: metas }, Links: links },
      },
    },
  };
}

const container = {
  Filename: "CC-MAIN-1.warc.gz",
  Compressed: true,
  Offset: "1023",
  "Gzip-Metadata": { "Deflate-Length": "17351", "Header-Length": "10", "Footer-Length": "8" },
};
const url = "https://example.org/a/";
const links: Link[] = [
  { path: "A@/href", url: "/x", alt: "not an image" },
  { path: "IMG@/src", url: "b.png", alt: "a  bee", title: "a title" },
  { path: "IMG@/src", url: "c.png" },
  { path: "IMG@/src", url: "data:image/gif;base64,R0", alt: "a placeholder" },
];

test("the alts of a WAT, with the page's location in the WARC", async () => {
  const stream = pairsFromWat(await warcFile(watRecord(url, envelope(url, links), container)), {
    filename: "x.wat.gz",
  });
  expect(await collect(stream)).toEqual([
    {
      imageUrl: "https://example.org/a/b.png",
      text: "a bee",
      source: "alt",
      pageUrl: url,
      filename: "CC-MAIN-1.warc.gz",
      offset: 1023,
      length: 17351,
    },
  ]);
  expect(stream.counts).toMatchObject({
    pages: 1,
    images: 3,
    read: 3,
    kept: 1,
    rejected: { "no text": 1, "no http(s) address": 1 },
  });
});

test("a WAT that doesn't name its WARC: the WAT's own name, and no location", async () => {
  const [pair] = await collect(
    pairsFromWat(await warcFile(watRecord(url, envelope(url, links))), { filename: "x.wat.gz" }),
  );
  expect(pair).toMatchObject({ filename: "x.wat.gz" });
  expect(pair).not.toHaveProperty("offset");
});

test("titles on request; texts that a WAT lacks make no pairs", async () => {
  const file = await warcFile(watRecord(url, envelope(url, links)));
  const pairs = await collect(pairsFromWat(file, { recipe: { sources: ["figcaption", "title"] } }));
  expect(pairs.map(({ source, text }) => [source, text])).toEqual([["title", "a title"]]);
});

test("statuses, and opting out in meta elements", async () => {
  const metas = [{ name: "robots", content: "NoImageAI" }];
  const file = await warcFile(
    watRecord(url, envelope(url, links, { status: "404" })),
    watRecord(url, envelope(url, links, { metas })),
  );
  expect(await collect(pairsFromWat(file))).toMatchObject([{ optOut: [{ signal: "noimageai" }] }]);
  expect(await collect(pairsFromWat(file, { statuses: [200, 404] }))).toHaveLength(2);
  const stream = pairsFromWat(file, { recipe: { rules: [respectOptOut()] } });
  expect(await collect(stream)).toEqual([]);
  expect(stream.counts.pagesRejected).toMatchObject({ "opted out": 1 });
});

test("a record with broken JSON is a diagnostic, and the next ones are read", async () => {
  const bad = { ...watRecord(url, {}), block: JSON.stringify({ Envelope: envelope(url, links) }).replace(":", "") };
  const stream = pairsFromWat(await warcFile(bad, watRecord(url, envelope(url, links))), { filename: "x.wat.gz" });
  expect(await collect(stream)).toHaveLength(1);
  expect(stream.counts.diagnostics).toEqual({ "crawl/wat-json": 1 });
});

test.each<[name: string, value: string | string[]]>([
  ["X-Robots-Tag", "noai"],
  ["x-robots-tag", ["all", "noimageai"]],
  ["TDM-RESERVATION", "1"],
])("opting out in the header %s", async (name, value) => {
  const found = structuredClone(envelope(url, links)) as Record<string, Record<string, Record<string, object>>>;
  Object.assign(found["Payload-Metadata"]!["HTTP-Response-Metadata"]!["Headers"]!, { [name]: value });
  const stream = pairsFromWat(await warcFile(watRecord(url, found)), { recipe: { rules: [respectOptOut()] } });
  expect(await collect(stream)).toEqual([]);
  expect(stream.counts.pagesRejected).toMatchObject({ "opted out": 1 });
});

test("a WAT whose last record is cut off: the images that are left, counted", async () => {
  const many = Array.from({ length: 50 }, (_, i) => ({ path: "IMG@/src", url: `${i}.png`, alt: `picture ${i}` }));
  const record = watRecord(url, envelope(url, many));
  const file = await collectBytes(writeWarc([record], { compression: "none" }));
  for (const cut of [file.subarray(0, -300), (await warcFile(record)).subarray(0, -40)]) {
    const stream = pairsFromWat(cut);
    const pairs = await collect(stream);
    expect(pairs.length).toBeGreaterThan(20);
    expect(pairs).toEqual((await collect(pairsFromWat(file))).slice(0, pairs.length));
    expect(stream.counts.pagesTruncated).toBe(1);
  }
});
