import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { extractPage, type Page } from "../src/index.js";
import { ownCopy } from "../src/own-copy.js";

const heapMegabytes = (): number => {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed / 1e6;
};

it("gives the same text", () => {
  for (const text of ["", "short", "x".repeat(100), '"\\\n\u2028', "\ud800 alone \udc00 and more"]) {
    expect(ownCopy(text)).toBe(text);
  }
});

it("keeping part of a page's text does not keep the page in memory", () => {
  const html = (i: number): string =>
    `<html lang="a-language-that-is-long"><title>A title of page ${i}</title><meta name="description" content="Of page ${i}">` +
    `<link rel="license" href="/licences/of/page/${i}"><a href="/where/this/goes/${i}" title="This goes to ${i}">` +
    `<img src="/images/${i}/large.png" srcset="/images/${i}/larger.png 2x" alt="Picture of the number ${i}" title="The number ${i}" role="something long" sizes="(max-width: 100px) 1px"></a>` +
    `<svg role="img"><title>The drawing number ${i}</title></svg><figure><img src="//cdn.example/${i}.png"><figcaption>Caption of number ${i}</figcaption></figure>` +
    "filler ".repeat(100_000);
  const before = heapMegabytes();
  const kept: Page[] = [];
  for (let i = 0; i < 100; i++) kept.push(extractPage(html(i), { url: `https://publisher.example/${i}` }));
  // The pages are 70 MB together.
  expect(heapMegabytes() - before).toBeLessThan(10);
  expect(kept).toHaveLength(100);
});
