import { expect, it } from "vitest";
import { formatAddress, initialSettings, parseAddress } from "../src/settings.js";

it("starts with the tiny crawl, and needs no address for it", () => {
  expect(parseAddress("")).toEqual(initialSettings);
  expect(formatAddress(initialSettings)).toBe("?");
});

it("reads back what it has written", () => {
  const settings = {
    ...initialSettings,
    data: "https://example.org/a b.parquet?x=1&y=2",
    rules: { language: "english", similarity: -0.25 },
    group: "domain",
    only: { language: "de", "identity term": "(no term)" },
    words: "red & blue",
    by: "meaning",
    like: 0,
    seed: 7,
    order: "similarity",
    terms: ["nurse", "ärztin", "医生"],
    map: { x: 0.25, y: 0.5625, zoom: 4.5 },
    ask: "https://example.org/?a=1&b=2",
  } as const;
  expect(parseAddress(formatAddress(settings))).toEqual(settings);
  expect(parseAddress(formatAddress({ ...initialSettings, rules: {} })).rules).toEqual({});
  expect(parseAddress(formatAddress({ ...initialSettings, terms: [] })).terms).toEqual([]);
});

it("ignores what it doesn't know, and what can't be", () => {
  const { rules, seed, like, by } = parseAddress(
    "?rules=__proto__,text:x,text:,similarity:Infinity,language:constructor,bytes:12,nonsense:1&seed=-1&like=1.5&by=x",
  );
  expect(rules).toEqual({ bytes: 12 });
  expect([seed, like, by]).toEqual([1, -1, "words"]);
});

it.each(["", "1,2", "1,2,3,4", "a,b,c", ",,", "NaN,0,1", "Infinity,0,1", "-7,0.5,1e9"])(
  "shows no map for %j",
  (map) => {
    expect(parseAddress(`?map=${map}`).map).toBeUndefined();
  },
);

it("keeps the part of the map inside of it", () => {
  expect(parseAddress("?map=0,0.5,32").map).toEqual({ x: 0.5 / 32, y: 0.5, zoom: 32 });
});
