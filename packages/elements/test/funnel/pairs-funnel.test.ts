import type { ImageTextPair } from "@alt2img/core";
import { funnel, languageOf, termsOf } from "@alt2img/dataset/funnel";
import { describe, expect, it } from "vitest";
import {
  formatRules,
  groupPairs,
  highest,
  histogramOf,
  keepGroup,
  lossesOf,
  madeUpPairs,
  measureByRules,
  parseRules,
  presetSettings,
  type RuleSettings,
  ruleKeys,
  ruleOf,
  setFunnel,
  shuffled,
  thresholdOf,
} from "../../src/funnel/pairs-funnel.js";

const pairs = [...madeUpPairs(2000, 5)];
const { table, histograms } = await measureByRules(pairs);

describe("the funnel", () => {
  it.each<RuleSettings>([
    {},
    { duplicates: true, text: 5, similarity: 0.25 },
    { language: "other", aesthetic: 5, watermark: 0.4, side: 100 },
    { language: "english" },
  ])("keeps the same pairs as a full run: %j", async (settings) => {
    const rules = ruleKeys
      .filter((key) => settings[key] !== undefined)
      .map((key) => ({
        ...ruleOf(key),
        ...(key === "duplicates" ? {} : { threshold: thresholdOf(key, settings)! }),
      }));
    const whole = funnel(pairs, rules as never);
    const kept: ImageTextPair[] = [];
    for await (const pair of whole) kept.push(pair);
    const moved = setFunnel(table, settings);
    expect(moved.counts).toEqual(whole.counts);
    expect(pairs.filter((_, i) => moved.lostAt[i] === 0).map(({ imageUrl }) => imageUrl)).toEqual(
      kept.map(({ imageUrl }) => imageUrl),
    );
  });

  it("brings a bound from an address into what the rule allows", () => {
    expect(setFunnel(table, { similarity: 7 }).counts.kept).toBe(0);
    expect(setFunnel(table, { similarity: -7 }).counts.kept).toBe(2000);
  });

  it("has the thresholds of the published datasets", () => {
    expect(presetSettings("laion400m")).toEqual({ duplicates: true, text: 5, bytes: 5000, similarity: 0.3 });
    expect(presetSettings("laion5b-multi")).toMatchObject({ duplicates: true, language: "other", similarity: 0.26 });
    expect(presetSettings("sd-1")).toEqual({ side: 512, aesthetic: 5, watermark: 0.5 });
  });

  it("has no rule that these pairs have no value for, and says how the others’ values are spread", () => {
    expect(table.columns.map(({ rule }) => rule)).not.toContain(ruleOf("unsafe").name);
    expect(Object.keys(histograms)).toEqual(["text", "side", "bytes", "similarity", "aesthetic", "watermark"]);
    const { bins, missing } = histograms.similarity!;
    expect(bins.reduce((sum, count) => sum + count, missing)).toBe(2000);
  });
});

describe("settings as a text", () => {
  it("are read as they are written, in the order of the rules", () => {
    const settings: RuleSettings = { similarity: 0.2, duplicates: true, language: "none", text: 5 };
    expect(formatRules(settings)).toBe("duplicates,text:5,language:none,similarity:0.2");
    expect(parseRules(formatRules(settings))).toEqual(settings);
    expect(parseRules("")).toEqual({});
  });

  it("leave out what isn’t known, and what can’t be", () => {
    expect(parseRules("text:,side:x,bytes:Infinity,language:klingon,toString:1,unsafe: 0.5 , similarity:-0.1")).toEqual(
      {
        unsafe: 0.5,
        similarity: -0.1,
      },
    );
  });
});

describe("groups", () => {
  const of = (text: string, LANGUAGE: string): ImageTextPair =>
    ({ imageUrl: "https://a.example/", pageUrl: "https://a.example/", source: "alt", text, LANGUAGE }) as ImageTextPair;
  const few = [of("a woman and a man", "en"), of("a man", "en"), of("Ein Mann", "de")];

  it("count what each of them loses, a pair in each of its groups", () => {
    const terms = groupPairs("term", few, termsOf(["man", "woman"]));
    expect(lossesOf(terms, Uint16Array.of(1, 0, 0)).map(({ group, read, lost }) => [group, read, lost])).toEqual([
      ["man", 2, 1],
      ["woman", 1, 1],
      ["(no term)", 1, 0],
    ]);
  });

  it("leave only their own pairs", () => {
    const shown = Uint8Array.of(1, 0, 1);
    keepGroup(groupPairs("language", few, languageOf), "en", shown);
    expect([...shown]).toEqual([1, 0, 0]);
    keepGroup(groupPairs("language", few, languageOf), "no such language", shown);
    expect([...shown]).toEqual([0, 0, 0]);
  });
});

it("counts values in bins, those above the range in the last one", () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i === 999 ? 1e9 : i / 100));
  const { least, most, bins, missing } = histogramOf(values, 3, 0.1)!;
  expect([least, most, missing]).toEqual([0, 9.9, 3]);
  expect(bins.reduce((sum, count) => sum + count, 0)).toBe(1000);
  expect(histogramOf(new Float64Array(), 3, 0.1)).toBeUndefined();
  expect(histogramOf(Float64Array.of(5, 5), 0, 1)).toMatchObject({ least: 5, most: 6 });
});

it("finds the highest, and shuffles the same way for the same seed", () => {
  const values = [3, Number.NaN, 9, 4, 9];
  expect(highest(5, (i) => values[i]!, 3)).toEqual([2, 4, 3]);
  expect(highest(5, () => Number.NaN, 3)).toEqual([]);
  expect(shuffled(3, 1)).toBe(shuffled(3, 1));
  expect(new Set(Array.from({ length: 1000 }, (_, i) => shuffled(i, 1))).size).toBe(1000);
});
