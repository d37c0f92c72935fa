import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { expect, test } from "vitest";
import { funnel } from "../src/funnel/index.js";
import {
  addPairCounts,
  describeRecipe,
  emptyPairCounts,
  listLosses,
  minTextLength,
  type PairCounts,
  type PairRule,
  pairsFromHtml,
  respectOptOut,
} from "../src/index.js";
import { barePair, manyPairs } from "./pairs.js";

const url = "https://example.org/";
const noCats: PairRule = { name: "about cats", keep: ({ text }) => !/\bcats?\b/.test(text) };
const html = `<meta name=robots content=noai><img src=a.png alt="a cat"><img src=b.png alt="two dogs"><img src=c.png>
  <img src="data:," alt="a placeholder"><img src=d.png alt=x title="a title">`;

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
const balance = ({ read, kept, failed, rejected }: PairCounts): number =>
  read - kept - failed - sum(Object.values(rejected));

test.each([
  [["alt"], [minTextLength(3), noCats]],
  [["alt"], [respectOptOut(), minTextLength(3)]],
  [
    ["alt", "title", "figcaption"],
    [minTextLength(3), noCats],
  ],
  [["title"], []],
] as const)("read = kept + rejected + failed: %j", (sources, rules) => {
  const counts = emptyPairCounts();
  const recipe = { sources, rules };
  const pairs = pairsFromHtml(html, { url, recipe, counts });
  expect(counts.kept).toBe(pairs.length);
  expect(balance(counts)).toBe(0);
  expect(counts.read - sum(listLosses(counts, recipe).map(({ count }) => count))).toBe(counts.kept);
  if (sources.length === 1) expect(counts.read).toBeGreaterThanOrEqual(counts.kept);
});

test("losses are listed in the order of the funnel, zeros too; the first rule that rejects counts", () => {
  const counts = emptyPairCounts();
  const recipe = { rules: [minTextLength(3), noCats, respectOptOut()] };
  expect(pairsFromHtml(html, { url, recipe, counts })).toEqual([]);
  expect(listLosses(counts, recipe)).toEqual([
    { name: "no text", count: 1, pages: 1 },
    { name: "no http(s) address", count: 1, pages: 1 },
    { name: "fewer than 3 characters", count: 1, pages: 1 },
    { name: "about cats", count: 1, pages: 1 },
    { name: "opted out", count: 1, pages: 1 },
  ]);
  const total = emptyPairCounts();
  addPairCounts(total, counts);
  addPairCounts(total, counts);
  expect(total).toMatchObject({ pages: 2, read: 10, pagesRejected: { "opted out": 2 } });
  expect(balance(total)).toBe(0);
});

test("a rule that can't decide fails the pair, and is reported; any other error is thrown", async () => {
  const undecided: PairRule = {
    name: "undecided",
    keep: ({ text }) => {
      if (text === "text 1") throw new Alt2imgError("test/unknown", "unknown");
      return text !== "text 2";
    },
  };
  const diagnostics: Diagnostic[] = [];
  const kept = funnel(manyPairs(4), [undecided], { onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) });
  const pairs = await collect(kept);
  expect(pairs.map(({ text }) => text)).toEqual(["text 0", "text 3"]);
  expect(kept.counts).toEqual({ read: 4, kept: 2, failed: 1, rejected: { undecided: 1 } });
  expect(diagnostics).toMatchObject([{ code: "test/unknown", url: barePair.imageUrl }]);
  const broken: PairRule = { name: "broken", keep: () => JSON.parse("{") };
  await expect(collect(funnel([barePair], [broken]))).rejects.toThrow(SyntaxError);
});

test("rules with the same name can't be told apart", () => {
  const recipe = { rules: [noCats, noCats] };
  expect(() => pairsFromHtml(html, { url, recipe })).toThrow(expect.objectContaining({ code: "dataset/rule-name" }));
});

test("a recipe in a sentence", () => {
  expect(describeRecipe()).toBe(
    "Each alt text of an img element with an http(s) address in src, srcset, data-src or the like makes a pair.",
  );
  expect(describeRecipe({ sources: ["alt", "title"], rules: [minTextLength(1), respectOptOut()] })).toBe(
    "Each alt or title text of an image with an http(s) address in src, srcset, data-src or the like makes a pair. Left out: fewer than 1 character, opted out.",
  );
});
