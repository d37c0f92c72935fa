import type { Diagnostic, TextSource } from "@alt2img/core";
import { describe, expect, test } from "vitest";
import { emptyPairCounts, minTextLength, pairsFromHtml, respectOptOut, textSources } from "../src/index.js";

const url = "https://example.org/a/b.html";

test("an alt and its image, as LAION would take them", () => {
  expect(pairsFromHtml('<img src="../apple.png" alt=" A red\n\tapple " width=30 height="40">', { url })).toEqual([
    {
      imageUrl: "https://example.org/apple.png",
      text: "A red apple",
      source: "alt",
      pageUrl: url,
      width: 30,
      height: 40,
    },
  ]);
});

test("every pair has the page's location, and no fields that aren't known", () => {
  const [pair] = pairsFromHtml("<img src=a.png alt=a>", {
    url,
    location: { filename: "c.warc.gz", offset: 0, length: 9 },
  });
  expect(pair).toEqual({
    imageUrl: "https://example.org/a/a.png",
    text: "a",
    source: "alt",
    pageUrl: url,
    filename: "c.warc.gz",
    offset: 0,
    length: 9,
  });
});

test("only an img's alt makes a pair: on input and area it names an action", () => {
  const html = `<input type=image src=go.png alt=Search><map><area href=/ alt=Home></map><img src=a.png alt=a>`;
  expect(pairsFromHtml(html, { url }).map(({ text }) => text)).toEqual(["a"]);
  const both = pairsFromHtml(html, { url, recipe: { sources: ["alt", "title"] } });
  expect(both.map(({ text }) => text)).toEqual(["a"]);
});

test("bytes in any encoding", () => {
  const html = Uint8Array.of(...new TextEncoder().encode("<img src=a.png alt="), 0xfc, 0x3e);
  const headers = { "Content-Type": "text/html; charset=iso-8859-1" };
  expect(pairsFromHtml(html, { url, headers })).toMatchObject([{ text: "ü" }]);
});

describe("texts", () => {
  const figure = `<figure><img src=a.png alt="an alt" title="a title" aria-label="a label"><figcaption>A <b>caption</b></figcaption></figure>`;

  test("one pair for each requested source, in the order of the request", () => {
    const sources: TextSource[] = ["figcaption", "alt", "title", "aria-label"];
    expect(pairsFromHtml(figure, { url, recipe: { sources } }).map(({ source, text }) => [source, text])).toEqual([
      ["figcaption", "A caption"],
      ["alt", "an alt"],
      ["title", "a title"],
      ["aria-label", "a label"],
    ]);
  });

  test("every source", () => {
    const html = `<title>t</title>
      <meta property="og:image" content="/og.png"><meta property="og:image:alt" content="og">
      <meta name="twitter:image" content="/tw.png"><meta name="twitter:image:alt" content="tw">
      <script type="application/ld+json">{"@type":"ImageObject","contentUrl":"/ld.png","caption":"ld"}</script>
      ${figure}<span id=l>labelled</span><img src=b.png aria-labelledby=l>
      <input type=image src=c.png value=v><div role=img style="background:url(x)">d</div>
      <svg><title>svg</title><image href=s.png /></svg><object data=o.png type=image/png>fallback</object>`;
    const found = new Set(pairsFromHtml(html, { url, recipe: { sources: textSources } }).map(({ source }) => source));
    for (const source of ["alt", "title", "aria-label", "aria-labelledby", "figcaption", "svg-title"] as const) {
      expect(found).toContain(source);
    }
    for (const source of ["og:image:alt", "twitter:image:alt", "json-ld"] as const) expect(found).toContain(source);
  });

  test.each([
    ["no-break and other spaces are white space", "<img src=a alt='a\u00a0\u2003b\u00a0'>", "a b"],
    ["character references", "<img src=a alt='R&amp;D &#x1F34E;'>", "R&D 🍎"],
    ["a text is not cut", `<img src=a alt='${"word ".repeat(300)}'>`, "word ".repeat(300).trim()],
  ])("%s", (_, html, text) => {
    expect(pairsFromHtml(html, { url }).map((pair) => pair.text)).toEqual([text]);
  });

  test("a lone surrogate, which UTF-8 can't encode, becomes U+FFFD", () => {
    expect(pairsFromHtml("<img src=a alt='a\ud83c b 🍎'>", { url })).toMatchObject([{ text: "a\ufffd b 🍎" }]);
  });

  test("no text is too short by default; minTextLength counts characters, not code units", () => {
    const html = "<img src=a alt=x><img src=b alt='🍎🍎🍎'><img src=c alt=four>";
    expect(pairsFromHtml(html, { url })).toHaveLength(3);
    const counts = emptyPairCounts();
    expect(pairsFromHtml(html, { url, recipe: { rules: [minTextLength(4)] }, counts }).map(({ text }) => text)).toEqual(
      ["four"],
    );
    expect(counts).toMatchObject({ images: 3, read: 3, kept: 1, rejected: { "fewer than 4 characters": 2 } });
  });
});

describe("images", () => {
  test("a placeholder gives way to the URL of a lazy-loading attribute", () => {
    const html = `<img src="data:image/gif;base64,R0" data-src="real.jpg" alt="a">`;
    expect(pairsFromHtml(html, { url })).toMatchObject([{ imageUrl: "https://example.org/a/real.jpg" }]);
  });

  test("an image without an http(s) URL makes no pair, and is counted", () => {
    const counts = emptyPairCounts();
    const html = `<img src="data:image/png;base64,AA" alt=a><img alt=b><img src="ftp://x/y.png" alt=c><img src=d.png><img src=e.png alt="">`;
    expect(pairsFromHtml(html, { url, counts })).toEqual([]);
    expect(counts).toMatchObject({
      pages: 1,
      images: 5,
      read: 5,
      kept: 0,
      rejected: { "no text": 2, "no http(s) address": 3 },
    });
  });

  test("counts don't depend on the requested texts if there are only img elements", () => {
    const html = `<img src=a alt=a><img src="data:," alt=b><img src=c><img src=d alt="">`;
    const [alone, both] = [emptyPairCounts(), emptyPairCounts()];
    pairsFromHtml(html, { url, counts: alone });
    pairsFromHtml(html, { url, recipe: { sources: ["alt", "figcaption"] }, counts: both });
    expect(both).toEqual(alone);
  });
});

describe("opting out", () => {
  const image = "<img src=a.png alt=a>";
  const recipe = { rules: [respectOptOut()] };
  const meta = (name: string, content: string): string => `<meta name="${name}" content="${content}">${image}`;

  test("is recorded in every pair", () => {
    expect(pairsFromHtml(meta("robots", "noai, NoImageAI"), { url })).toMatchObject([
      {
        optOut: [
          { signal: "noai", agent: "*", from: "meta" },
          { signal: "noimageai", agent: "*", from: "meta" },
        ],
      },
    ]);
    const headers = new Headers({ "X-Robots-Tag": "gptbot: noai", "tdm-reservation": "1" });
    expect(pairsFromHtml(image, { url, headers })).toMatchObject([
      {
        optOut: [
          { signal: "noai", agent: "gptbot", from: "header" },
          { signal: "tdm-reservation", agent: "*", from: "header" },
        ],
      },
    ]);
    expect(pairsFromHtml(meta("robots", "index, follow"), { url })[0]).not.toHaveProperty("optOut");
    expect(pairsFromHtml(meta("robots", "noai"), { url, recipe: { sources: ["alt", "title"] } })).toMatchObject([
      { optOut: [{ signal: "noai" }] },
    ]);
  });

  test("to more robots than any page names counts for all, so that pairs stay small", () => {
    const robots = (count: number): string =>
      Array.from({ length: count }, (_, i) => `<meta name="robot${i}" content="noai">`).join("");
    expect(pairsFromHtml(robots(200) + image, { url })[0]?.optOut).toHaveLength(200);
    expect(pairsFromHtml(robots(201) + image, { url })[0]?.optOut).toEqual([
      { signal: "noai", agent: "*", from: "meta" },
    ]);
  });

  test.each(["noai", "noimageai", "noindex", "noimageindex", "none"])(
    "respectOptOut leaves out the pairs of a page: %s",
    (rule) => {
      const counts = emptyPairCounts();
      expect(pairsFromHtml(meta("robots", rule), { url, recipe, counts })).toEqual([]);
      expect(counts).toMatchObject({
        pages: 1,
        images: 1,
        kept: 0,
        rejected: { "opted out": 1 },
        pagesRejected: { "opted out": 1 },
      });
    },
  );

  test("a rule for one robot counts when it is named", () => {
    const html = meta("gptbot", "noai");
    expect(pairsFromHtml(html, { url, recipe })).toHaveLength(1);
    expect(pairsFromHtml(html, { url, recipe: { rules: [respectOptOut({ robots: ["GPTBot"] })] } })).toEqual([]);
  });

  test("a text and data mining reservation counts, and a page without signals is taken", () => {
    const options = { url, recipe };
    expect(pairsFromHtml(meta("tdm-reservation", "1"), options)).toEqual([]);
    expect(pairsFromHtml(meta("tdm-reservation", "0"), options)).toHaveLength(1);
    expect(pairsFromHtml(image, options)).toHaveLength(1);
  });
});

test("faults in the page are reported with its location, and counted", () => {
  const diagnostics: Diagnostic[] = [];
  const counts = emptyPairCounts();
  const onDiagnostic = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const html = `<img src="http://[/" alt=a><img src=b.png alt=b>`;
  const pairs = pairsFromHtml(html, { url, location: { filename: "f", offset: 7 }, counts, onDiagnostic });
  expect(pairs).toHaveLength(1);
  expect(diagnostics).toMatchObject([{ code: "alt-text/url", filename: "f", offset: 7, url }]);
  expect(counts.diagnostics).toEqual({ "alt-text/url": 1 });
});

test("invalid options are rejected", () => {
  const pairs = (options: object) => () => pairsFromHtml("", { url, ...options });
  expect(pairs({ recipe: { sources: [] } })).toThrow(expect.objectContaining({ code: "dataset/text-source" }));
  expect(pairs({ recipe: { sources: ["alt", "caption"] } })).toThrow(
    "names “caption”; it must list some of alt, title",
  );
  expect(() => minTextLength(-1)).toThrow(expect.objectContaining({ code: "dataset/min-text-length" }));
  expect(pairs({ url: "b.html" })).toThrow(expect.objectContaining({ code: "alt-text/page-url" }));
});
