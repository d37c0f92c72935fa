import { describe, expect, it } from "vitest";
import { extractPage, scanImages } from "../src/index.js";
import { lintAltText } from "../src/lint/index.js";

const url = "https://publisher.example/";
const img = '<img src="a.png" alt="x">';

/** Pages that punish what looks back or ahead for each thing it finds, by their size. */
const HOSTILE: Record<string, (n: number) => string> = {
  "nested links": (n) => `<a href="/x">t${img}`.repeat(n),
  "nested svg links": (n) => `<svg>${'<a href="/x"><g role="img" aria-label="l">'.repeat(n)}`,
  "nested blocks with images": (n) => `<div>t${img}`.repeat(n),
  "nested hidden blocks": (n) => `<div hidden>t${img}`.repeat(n),
  "nested figures": (n) => `<figure>${img}<figcaption>t`.repeat(n),
  "nested buttons in cells": (n) => `<table><tr><td><button>t${img}`.repeat(n),
  "nested controls": (n) => `<div role="button">t${img}`.repeat(n),
  "nested controls without text": (n) => `<div role="tab">${img}`.repeat(n),
  "owners of one element": (n) => `${'<div role="tab" aria-owns="o"></div>'.repeat(n)}<p id="o">${img.repeat(n)}`,
  "one owner of many": (n) =>
    `<div role="tab" aria-owns="${Array.from({ length: n }, (_, i) => `o${i}`).join(" ")}">${img}</div>` +
    Array.from({ length: n }, (_, i) => `<p id="o${i}">${img}</p>`).join(""),
  "a chain of owners": (n) =>
    Array.from({ length: n }, (_, i) => `<div role="tab" id="o${i}" aria-owns="o${i + 1}">${img}</div>`).join(""),
  "owned elements in owned elements": (n) =>
    Array.from({ length: n }, (_, i) => `<b role="tab" aria-owns="o${i}"></b>`).join("") +
    Array.from({ length: n }, (_, i) => `<div id="o${i}">${img}`).join(""),
  "nested formatting": (n) => `<b><i><a href="/x">${img}</b>`.repeat(n),
  "end tags of nothing": (n) => "<div>".repeat(n) + "</span></p></b></x-y>".repeat(n),
  "unclosed quotes": (n) => '<p title="'.repeat(n) + img,
  "unclosed single quotes": (n) => `<p title='`.repeat(n),
  "unclosed tags": (n) => "<a ".repeat(n),
  "less-than signs": (n) => "<".repeat(n),
  "unclosed comments": (n) => "<!-- <!-".repeat(n),
  "comments of dashes": (n) => "<!----------------!x".repeat(n),
  "bogus comments": (n) => "<? </ <!".repeat(n),
  "scripts in scripts": (n) => "<script><!--<script>".repeat(n),
  "scripts with comments": (n) => "<script><!-- x --></script>".repeat(n),
  "titles never closed": (n) => "<textarea></textare".repeat(n),
  "CDATA in svg": (n) => "<svg><![CDATA[".repeat(n),
  "unknown elements": (n) => Array.from({ length: n }, (_, i) => `<x${i}>`).join("") + "</y>".repeat(n),
  "many attributes": (n) => `<img ${Array.from({ length: n }, (_, i) => `a${i}=1 `).join("")}>`,
  "one attribute many times": (n) => `<img ${'alt="x" '.repeat(n)}>`,
  "one label, many images": (n) => `<p id="l">${"word ".repeat(n)}</p>${'<img aria-labelledby="l">'.repeat(n)}`,
  "one image, many labels": (n) => `<img aria-labelledby="${"l ".repeat(n)}"><p id="l">word</p>`,
  "labels in labels": (n) =>
    Array.from({ length: n }, (_, i) => `<img aria-labelledby="l${i}">`).join("") +
    Array.from({ length: n }, (_, i) => `<b id="l${i}" title="t"><p>`).join(""),
  "labels in hidden labels": (n) =>
    Array.from({ length: n }, (_, i) => `<img aria-labelledby="l${i}">`).join("") +
    Array.from({ length: n }, (_, i) => `<b id="l${i}">`).join("") +
    "<i hidden>t</i>".repeat(n),
  "images around long text": (n) => img.repeat(n) + "word ".repeat(n) + img.repeat(n),
  "images between references": (n) => `&#32;<b>&#32;</b>${img}`.repeat(n),
  "images in one long link": (n) => `<a href="/x">${"word ".repeat(n)}${img.repeat(n)}`,
  sources: (n) => `<picture>${'<source srcset="a 1x">'.repeat(n)}${img.repeat(n)}`,
  srcset: (n) => `<img srcset="${"a 1x, ".repeat(n)}">`,
  "srcset with parentheses": (n) => `<img srcset="${"a (, ".repeat(n)}">`,
  ampersands: (n) => `<img alt="${"&".repeat(n)}">`,
  "long reference": (n) => `<img alt="&${"a".repeat(n)}">`,
  lines: (n) => `\n${img}`.repeat(n),
  "lines of CR": (n) => `\r${img}`.repeat(n),
  "JSON-LD nested": (n) => `<script type="application/ld+json">${'{"a":'.repeat(n)}</script>`,
  "og:image": (n) => '<meta property="og:image" content="a"><meta property="og:image:alt" content="b">'.repeat(n),
  languages: (n) => `<p lang="en"><b lang="de">${img}`.repeat(n),
};

type Counted = "charCodeAt" | "indexOf" | "slice" | "includes" | "trim" | "replace" | "replaceAll" | "split";

const length = (text: string): number => text.length;
const COSTS: Record<Counted, (text: string, args: unknown[], result: unknown) => number> = {
  charCodeAt: () => 1,
  indexOf: (text, [, from = 0], found) => (found === -1 ? text.length : Number(found)) - Number(from) + 1,
  // A slice is a view; who reads it is counted then.
  slice: () => 1,
  includes: length,
  trim: length,
  replace: length,
  replaceAll: length,
  split: length,
};

/** How many characters string functions and regular expressions go through in `run`. */
function workOf(run: () => unknown): number {
  let work = 0;
  const { exec } = RegExp.prototype;
  const originals = Object.keys(COSTS).map((name) => [name as Counted, String.prototype[name as Counted]] as const);
  const patch = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
  };
  for (const [name, original] of originals) {
    patch(String.prototype, name, function (this: string, ...args: unknown[]): unknown {
      const result: unknown = Reflect.apply(original, this, args);
      work += COSTS[name](this, args, result);
      return result;
    });
  }
  patch(RegExp.prototype, "exec", function (this: RegExp, text: string): RegExpExecArray | null {
    const from = this.lastIndex;
    const match = exec.call(this, text);
    const end = match === null ? (this.sticky ? from : text.length) : match.index + match[0].length;
    work += Math.max(1, end - from);
    return match;
  });
  try {
    run();
  } finally {
    for (const [name, original] of originals) patch(String.prototype, name, original);
    patch(RegExp.prototype, "exec", exec);
  }
  return work;
}

/** Those whose texts hold one another grow until the limit of one text is reached. */
const LATE: ReadonlySet<string> = new Set([
  "nested figures",
  "nested buttons in cells",
  "nested controls",
  "nested controls without text",
  "a chain of owners",
  "owned elements in owned elements",
  "labels in labels",
]);

/** Lists of images that punish what compares each with all before it, by their size. */
const REPEATED: Record<string, (n: number) => string> = {
  "one picture, one alt": (n) => '<img src="star.png" alt="star">'.repeat(n),
  "many pictures, one alt": (n) => Array.from({ length: n }, (_, i) => `<img src="s${i}p.png" alt="star">`).join(""),
  "one picture in many sizes": (n) =>
    Array.from({ length: n }, (_, i) => `<img src="a.png" srcset="b${i}p.png 2x" alt="star">`).join(""),
  "many links to one picture": (n) =>
    Array.from({ length: n }, (_, i) => `<a href="/${i}"><img src="a.png" alt="star"></a>`).join(""),
};

describe("the work of judging is linear in the images", () => {
  it.each(Object.entries(REPEATED))("%s", (_, page) => {
    const [small, large] = [100, 200].map((n) => extractPage(page(n), { url }).images) as [Images, Images];
    expect(workOf(() => lintAltText(large)) / workOf(() => lintAltText(small))).toBeLessThan(2.5);
  });
});

type Images = ReturnType<typeof extractPage>["images"];

describe("work is linear in the page", () => {
  it.each(Object.entries(HOSTILE))("%s", (name, page) => {
    const size = LATE.has(name) ? 1_100 : 300;
    for (const run of [(html: string) => extractPage(html, { url }), (html: string) => Array.from(scanImages(html))]) {
      const [small, large] = [page(size), page(2 * size)];
      const before = workOf(() => run(small));
      const after = workOf(() => run(large));
      expect(after).toBeGreaterThan(0);
      expect(after / before).toBeLessThan((1.5 * large.length) / small.length);
    }
  });

  it("takes more candidates and links than a call can have arguments", () => {
    const many = Array.from({ length: 200_000 }, (_, i) => `${i} 1x`).join();
    const page = extractPage(`<a rel="${"license ".repeat(200_000)}" href=/l>l</a><img alt=apple srcset="${many}">`, {
      url,
    });
    expect(page.images[0]!.candidates.length).toBeGreaterThan(100_000);
  });

  it("detects quadratic work: a scan for each character of the page", () => {
    const scan = (text: string): void => {
      for (let i = 0; i < text.length; i++) text.indexOf("?", i);
    };
    expect(workOf(() => scan("x".repeat(1_200))) / workOf(() => scan("x".repeat(300)))).toBeGreaterThan(12);
  });
});
