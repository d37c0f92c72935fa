import type { Diagnostic } from "@alt2img/core";
import { describe, expect, test } from "vitest";
import { type AltText, extractPage, scanAltTexts } from "../src/index.js";

const url = "https://example.org/a/b.html";
const utf8 = (html: string): Uint8Array => new TextEncoder().encode(html);

/** What `extractPage` says about the same page. */
function fromPage(html: string | Uint8Array, contentType?: string): ReturnType<typeof scanAltTexts> {
  const page = extractPage(html, { url, ...(contentType === undefined ? {} : { contentType }) });
  const elements = page.images.filter(({ element }) => element === "img");
  const images = elements.flatMap(({ alt = "", candidates, width, height }): AltText[] => {
    const fetchable = candidates.find((candidate) => /^https?:/.test(candidate.url))?.url;
    if (alt.trim() === "") return [];
    const direct = candidates.find(({ from }) => from === "src")?.url;
    const src = direct !== undefined && /^https?:/.test(direct) ? { src: direct } : {};
    const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
    return [{ alt, ...(fetchable === undefined ? {} : { url: fetchable }), ...src, ...size }];
  });
  return { imageCount: elements.length, images, metas: page.metas };
}

test("finds the URL, alt and declared size of the img elements that have an alt", () => {
  const html = `<meta name=Robots content=noai><img src=a.png alt="caf&eacute; 日本 🍎" width=30 style="height: 4px">
    <img src=b.png><img src=c.png alt=""><img src=d.png alt=" &#10; "><IMAGE src=/e.png alt='e > "f"'>`;
  const expected = {
    imageCount: 5,
    images: [
      {
        alt: "café 日本 🍎",
        url: "https://example.org/a/a.png",
        src: "https://example.org/a/a.png",
        width: 30,
        height: 4,
      },
      { alt: 'e > "f"', url: "https://example.org/e.png", src: "https://example.org/e.png" },
    ],
    metas: [{ name: "robots", content: "noai" }],
  };
  expect(scanAltTexts(html, { url })).toEqual(expected);
  expect(scanAltTexts(utf8(html), { url })).toEqual(expected);
});

describe("the same as extractPage", () => {
  const pages: Record<string, string> = {
    "lazy loading": `<img src="data:image/gif;base64,R0" data-src=real.jpg alt=a><img src=spacer.gif srcset="s.jpg 1x, l.jpg 2x" alt=b>`,
    "a placeholder that is the lazy address too": `<img src=blank.gif data-src=blank.gif alt=a><img src=blank.gif data-src=b.jpg alt=b>`,
    "no address": `<img alt=a><img src="" alt=b><img src="data:image/png;base64,AA" alt=c><img src="http://[" alt=d>`,
    "a picture that has the only URL": `<picture><source srcset=big.webp><img alt=a></picture><picture><source srcset=x.webp><img src=y.jpg alt=b></picture>`,
    "a picture before a placeholder": `<picture><source srcset=x.webp><img src=blank.gif alt=b></picture><img src=blank.gif alt=c>`,
    "a base": `<base target=_top><base href="//cdn.example.net/ü/?a&amp;b"><img src=a.png alt=a><base href=/y/><img src=b.png alt=b>`,
    "a late base": `<img src=a.png alt=a><base href="/x/"><img src=b.png alt=b>`,
    "a base that cannot be one": `<base href="data:,"><img src=a.png alt=a>`,
    "a base in odd places": `<template><base href=/no/></template><svg><base href=/no/></svg><img src=a.png alt=a>`,
    "raw text, comments, templates": `<script>"<img src=1 alt=1>"</script><!-- <img alt=2> --><title><img alt=3></title>
      <template><img src=4 alt=4><base href=/no/><meta name=robots content=noai></template><noscript><img src=5 alt=5></noscript>`,
    "foreign content": `<svg><img src=a alt=a><image href=b alt=b /></svg><svg><desc><img src=c alt=c></desc><![CDATA[<img alt=d>]]></svg><math><mi><img src=e alt=e></mi></math>`,
    attributes: `<img alt=a alt=b src=1 src=2><img ALT = 'x' SRC='y'><img src=z alt='unclosed`,
    "bad bytes and NULs": `<img src="a\u0000b" alt="\u0000\r\n\ud800x">`,
    metas: `<meta property="og:x" name="y" content="z"><meta http-equiv=X content><meta name=n>`,
    "self-closed": `<img src=a alt=b/><img src=a alt="b"/>`,
  };
  test.each(Object.entries(pages))("%s", (_, html) => {
    expect(scanAltTexts(html, { url })).toEqual(fromPage(html));
    expect(scanAltTexts(utf8(html), { url })).toEqual(fromPage(utf8(html)));
    const cut = html.slice(0, -1);
    expect(scanAltTexts(utf8(cut), { url })).toEqual(fromPage(utf8(cut)));
  });

  test("with a byte order mark, broken UTF-8 and other encodings", () => {
    const bytes = (...parts: (string | number[])[]): Uint8Array =>
      Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...utf8(part)] : part)));
    const cases: [Uint8Array, string | undefined][] = [
      [bytes([0xef, 0xbb, 0xbf], "<img src=ü.png alt=ü>"), undefined],
      [
        bytes("<img src=a.png alt='", [0xe3, 0x81], "'><img src=b alt='", [0xff, 0xc3], "&eacute;'>"),
        "text/html; charset=utf-8",
      ],
      [bytes("<img src=a.png alt='", [0xfc, 0x80], "'>"), "text/html; charset=iso-8859-1"],
      [bytes("<img src=a.png alt='", [0x83, 0x5c, 0x83, 0x8b], "'>"), "text/html; charset=shift_jis"],
      [bytes("<meta charset=windows-1251><img src=a.png alt='", [0xcf, 0xf0], "'>"), undefined],
    ];
    for (const [html, contentType] of cases) {
      expect(scanAltTexts(html, { url, contentType })).toEqual(fromPage(html, contentType));
    }
  });
});

test("reports an invalid URL, and refuses a page without a URL", () => {
  const diagnostics: Diagnostic[] = [];
  const onDiagnostic = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  scanAltTexts(`<img src="http://[" alt=a>`, { url, onDiagnostic });
  expect(diagnostics).toMatchObject([{ code: "alt-text/url", url }]);
  expect(() => scanAltTexts("", { url: "b.html" })).toThrow(expect.objectContaining({ code: "alt-text/page-url" }));
});
