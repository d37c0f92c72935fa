import type { ImageTextPair, TextSource } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import {
  describeImages,
  describeRecipe,
  emptyPairCounts,
  listLosses,
  type PairCounts,
  type PairRecipe,
  pairsFromHtml,
  pairsFromWarc,
  pairsFromWat,
} from "../src/index.js";
import { warcFile, watRecord } from "./warc.js";

const url = "https://example.org/";
const html = `<img src=a.png alt=plain>
  <img src="data:image/gif;base64,R0" data-src=b.png alt=lazy>
  <img src=/blank.gif data-src=c.png alt=placeholder>
  <img srcset="d.png 2x" alt=srcset>
  <picture><source srcset=e.webp><img alt=picture></picture>
  <img src="data:image/png;base64,AA" alt=inline>
  <img src=g.png><svg role=img aria-label="no img element"></svg>`;

const names = (pairs: readonly ImageTextPair[]): string[][] =>
  pairs.map(({ text, imageUrl }) => [text, imageUrl.replace(url, "")]);

const anywhere = [
  ["plain", "a.png"],
  ["lazy", "b.png"],
  ["placeholder", "c.png"],
  ["srcset", "d.png"],
  ["picture", "e.webp"],
];
const inSrc = [
  ["plain", "a.png"],
  ["placeholder", "blank.gif"],
];

describe.each([
  [["alt"] as TextSource[], "7 img elements"],
  // Reads the page another way.
  [["alt", "title"] as TextSource[], "8 images"],
])("from HTML, with the texts %j", (sources, images) => {
  test.each([
    ["any", anywhere, { "no http(s) address": 1 }],
    ["src", inSrc, { "no http(s) address": 1, "address outside src": 3 }],
  ] as const)("address: %s", async (address, expected, rejected) => {
    const counts = emptyPairCounts();
    const recipe = { sources, address };
    expect(names(pairsFromHtml(html, { url, recipe, counts }))).toEqual(expected);
    expect(counts.rejected).toMatchObject(rejected);
    const lost = listLosses(counts, recipe).reduce((sum, { count }) => sum + count, 0);
    expect(counts.read - lost).toBe(counts.kept);
    expect(describeImages(counts, recipe)).toBe(images);
  });
});

test("a WARC and a WAT of one page give the same with src, and the WAT has nothing else", async () => {
  const response = {
    type: "response",
    targetUri: url,
    contentType: "application/http; msgtype=response",
    block: `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html}`,
  };
  const links = [
    { path: "IMG@/src", url: "a.png", alt: "plain" },
    { path: "IMG@/src", url: "data:image/gif;base64,R0", alt: "lazy" },
    { path: "IMG@/src", url: "/blank.gif", alt: "placeholder" },
    { path: "IMG@/lowsrc", url: "low.png", alt: "low" },
  ];
  const envelope = {
    "WARC-Header-Metadata": { "WARC-Type": "response", "WARC-Target-URI": url },
    "Payload-Metadata": {
      "HTTP-Response-Metadata": {
        "Response-Message": { Status: "200" },
        Headers: { "Content-Type": "text/html" },
        "HTML-Metadata": { Links: links },
      },
    },
  };
  const warc = await warcFile(response);
  const wat = await warcFile(watRecord(url, envelope));
  const recipe: PairRecipe = { address: "src" };
  expect(names(await collect(pairsFromWarc(warc, { recipe })))).toEqual(inSrc);
  const ofWat = pairsFromWat(wat, { recipe });
  expect(names(await collect(ofWat))).toEqual(inSrc);
  expect((ofWat.counts as PairCounts).rejected).toEqual({ "no http(s) address": 1, "address outside src": 1 });
  expect(names(await collect(pairsFromWat(wat)))).toEqual([...inSrc, ["low", "low.png"]]);
});

test("a recipe says which URLs count", () => {
  expect(describeRecipe()).toBe(
    "Each alt text of an img element with an http(s) address in src, srcset, data-src or the like makes a pair.",
  );
  expect(describeRecipe({ address: "src", sources: ["alt", "title"] })).toBe(
    "Each alt or title text of an image with an http(s) address in src makes a pair.",
  );
  const recipe = { address: "data-src" } as unknown as PairRecipe;
  expect(() => pairsFromHtml(html, { url, recipe })).toThrow(
    expect.objectContaining({ code: "dataset/address", message: `address is “data-src”; it must be "any" or "src".` }),
  );
});
