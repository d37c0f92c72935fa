import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { inChunks } from "@alt2img/testing";
import { fuzzParameters, sharedData } from "@alt2img/testing/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractImagesFrom, extractPage, scanImages } from "../src/index.js";

const url = "https://publisher.example/a/b";
const tags =
  "a area b base button desc div dd dt figcaption figure font foreignObject form h1 h2 html body head i iframe image img input label li link map math meta mi noscript object option p picture plaintext script select source span style svg table td template textarea title tr ul use video x-y xmp".split(
    " ",
  );
const attributes =
  "src alt srcset sizes width height title role id aria-label aria-labelledby aria-hidden hidden style href data data-src data-srcset data-lazy poster type name property content http-equiv rel lang tabindex media usemap shadowrootmode encoding".split(
    " ",
  );
const values = [
  ...[
    "",
    " ",
    "a.png",
    "/x/../y?z=1&amp;b",
    "//h/p",
    "http://[",
    "data:image/gif;base64,AA",
    "javascript:0",
    "a 1x, b 2x",
    ",,a,",
    "a (",
    "image",
  ],
  ...[
    "img",
    "none",
    "presentation",
    "graphics-symbol",
    "x",
    "x y x",
    "true",
    "false",
    "display:none",
    "width:10px",
    "100%",
    "12.5",
    "-1",
  ],
  ...[
    "og:image",
    "twitter:image:alt",
    "content-language",
    "license",
    "application/ld+json",
    "image/png",
    "text/html",
    "&notin;",
    "&#0;",
    "日本",
    "\ud800",
  ],
];
const text = fc.constantFrom(
  ..." \n\r\t\0<>&;é'\"/=-",
  "word",
  "&amp;",
  "&nbsp",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<!",
  "</",
  "{",
  "}",
  "\u{1F600}",
);
const json = fc.constantFrom(
  '{"@type":"ImageObject","url":"u","caption":"c"}',
  '[{"a":{"@type":["ImageObject"],"contentUrl":1}}]',
  "{",
  "null",
  '"',
);
const attribute = fc
  .tuple(fc.constantFrom(...attributes), fc.constantFrom(...values), fc.constantFrom('"', "'", "", " "))
  .map(([name, value, quote]) => ` ${name}=${quote}${value}${quote}`);
const startTag = fc
  .tuple(fc.constantFrom(...tags), fc.array(attribute, { maxLength: 4 }), fc.constantFrom(">", "/>", "", " >"))
  .map(([name, list, end]) => `<${name}${list.join("")}${end}`);
const endTag = fc.constantFrom(...tags).map((name) => `</${name}>`);
const soup = fc.array(fc.oneof(startTag, endTag, text, json), { maxLength: 60 }).map((parts) => parts.join(""));

const folder = sharedData("html/pages");
const pages =
  folder === undefined ? [] : readdirSync(folder).map((file) => gunzipSync(readFileSync(`${folder}/${file}`)));
const piecesOfPages = fc
  .tuple(fc.nat(), fc.nat(), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }))
  .map(([page, from, changes]) => {
    const bytes = pages[page % Math.max(1, pages.length)] ?? new Uint8Array(64);
    const start = from % bytes.length;
    const piece = new Uint8Array(bytes.subarray(start, start + 2_000));
    for (const [at, byte] of changes) piece[at % piece.length] = byte;
    return piece;
  });

/** What must hold for any page at all. */
function check(html: string | Uint8Array): void {
  const page = extractPage(html, { url, contextLength: 50 });
  let last = 0;
  for (const image of page.images) {
    expect(image.offset).toBeGreaterThanOrEqual(last);
    last = image.offset;
    expect(image.name === undefined).toBe(image.textState !== "named");
    expect(image.textBefore.length).toBeLessThanOrEqual(50);
    expect(image.textAfter.length).toBeLessThanOrEqual(50);
    expect(image.url).toBe(image.candidates[0]?.url);
    for (const candidate of image.candidates) expect(URL.canParse(candidate.url)).toBe(true);
  }
}

describe("any input at all", () => {
  it("is read without throwing, and the result is complete", () => {
    fc.assert(fc.property(soup, check), fuzzParameters(2_000));
  });

  it("and so are changed real pages", () => {
    fc.assert(fc.property(piecesOfPages, check), fuzzParameters(300));
  });

  it("gives the same img elements to the scan and to the extraction", () => {
    fc.assert(
      fc.property(soup, (html) => {
        const images = extractPage(html, { url }).images.filter(({ element }) => element === "img");
        expect(Array.from(scanImages(html), ({ alt }) => alt)).toEqual(images.map(({ alt }) => alt));
      }),
      fuzzParameters(1_000),
    );
  });

  it("gives the same result in pieces", async () => {
    const bytes = fc.oneof(
      soup.map((html) => new TextEncoder().encode(html)),
      piecesOfPages,
    );
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 }),
        async (page, sizes) => {
          const whole = extractPage(page, { url }).images;
          const found = [];
          for await (const image of extractImagesFrom(inChunks(page, ...sizes), { url })) found.push(image);
          expect(found).toEqual(whole);
        },
      ),
      fuzzParameters(200),
    );
  });
});
