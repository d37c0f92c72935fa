// What is counted in captions, and what is made of it.
import { createRandom, type Diagnostic, type Progress } from "@alt2img/core";
import { tinyCrawl } from "@alt2img/tiny/crawl";
import { describe, expect, it } from "vitest";
import {
  coOccurrence,
  countTogether,
  describedBy,
  independenceTest,
  logOddsRatios,
  OTHER_PLACES,
  type TermSets,
} from "../../src/captions/index.js";

const groups: TermSets = { women: ["woman", "women", "she"], men: ["man", "men", "he"] };
const attributes: TermSets = { nurse: ["nurse", "nurses"], doctor: ["doctor", "doctors"] };
const coded = (code: string): unknown => expect.objectContaining({ code });
const at = (host: string, text: string) => ({ text, pageUrl: `https://${host}/page` });

describe("countTogether", () => {
  it("counts captions, not words, and traces pairs to their places", async () => {
    const captions = [
      at("a.example", "A woman, a nurse: she is a NURSE"),
      at("b.example", "nurses (women)"),
      at("a.example", "Two women and a man: doctors"),
      { text: "a woman's doctor" },
      at("c.example", "a walrus"),
    ];
    expect(await countTogether(captions, { groups, attributes, examples: 1 })).toEqual({
      captions: 5,
      groups: [
        { name: "women", captions: 4 },
        { name: "men", captions: 1 },
      ],
      attributes: [
        { name: "nurse", captions: 2 },
        { name: "doctor", captions: 2 },
      ],
      pairs: [
        {
          ...{ group: "women", attribute: "nurse", captions: 2, examples: ["A woman, a nurse: she is a NURSE"] },
          places: [
            { place: "a.example", captions: 1 },
            { place: "b.example", captions: 1 },
          ],
        },
        {
          ...{ group: "women", attribute: "doctor", captions: 2, examples: ["Two women and a man: doctors"] },
          places: [{ place: "a.example", captions: 1 }],
        },
        {
          ...{ group: "men", attribute: "doctor", captions: 1, examples: ["Two women and a man: doctors"] },
          places: [{ place: "a.example", captions: 1 }],
        },
      ],
    });
  });

  it("lets a term belong to several sets, and sets have any name", async () => {
    const sets = { ["__proto__"]: ["Nurse"], care: ["nurse", "carer"] };
    const { attributes: found } = await countTogether(["a nurse", "a carer"], { groups, attributes: sets });
    expect(found).toEqual([
      { name: "__proto__", captions: 1 },
      { name: "care", captions: 2 },
    ]);
  });

  it("reports captions without a text, progress, and an abort", async () => {
    const diagnostics: Diagnostic[] = [];
    const progress: Progress[] = [];
    const rows = [...Array(2500).fill("a man"), { text: null }, null] as string[];
    const options = { groups, attributes, onDiagnostic: (each: Diagnostic) => void diagnostics.push(each) };
    const { captions } = await countTogether(rows, { ...options, onProgress: (each) => void progress.push(each) });
    expect(captions).toBe(2500);
    expect(diagnostics.map(({ code }) => code)).toEqual(["bias/caption", "bias/caption"]);
    expect(progress.map(({ done }) => done)).toEqual([1000, 2000, 2502]);
    expect(progress.at(-1)?.total).toBe(2502);

    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")));
    async function* endless() {
      for (;;) yield "a woman";
    }
    await expect(countTogether(endless(), { groups, attributes, signal: controller.signal })).rejects.toThrow("enough");
  });

  it("keeps the places of a pair within bounds, and examples short", async () => {
    const captions = Array.from({ length: 1200 }, (_, i) => at(`h${i}.example`, `a nurse, ${"a woman ".repeat(100)}`));
    const { pairs } = await countTogether(captions, { groups, attributes });
    expect(pairs[0]?.places).toHaveLength(1001);
    expect(pairs[0]?.places[0]).toEqual({ place: OTHER_PLACES, captions: 200 });
    expect(pairs[0]?.examples[0]?.length).toBeLessThan(310);
  });

  it("gives a page without a host no place", async () => {
    const captions = ["file:///home/a.html", "about:blank", "data:text/html,a"].map((pageUrl) => ({
      text: "a woman, a nurse",
      pageUrl,
    }));
    expect((await countTogether(captions, { groups, attributes })).pairs[0]?.places).toEqual([]);
  });

  it("refuses empty sets", async () => {
    await expect(countTogether([], { groups: {}, attributes })).rejects.toThrow(coded("bias/sets"));
    await expect(countTogether([], { groups, attributes: { nurse: [] } })).rejects.toThrow(coded("bias/sets"));
    await expect(countTogether([], { groups: { x: ["–"] }, attributes })).rejects.toThrow(coded("core/term"));
  });

  it("reads a caption of a megabyte with ten thousand terms", async () => {
    const terms = Array.from({ length: 10_000 }, (_, i) => `nurse of the ward number ${i}`);
    const text = "a woman nurse of the ward number ".repeat(30_000);
    const { pairs } = await countTogether([text], { groups, attributes: { ...attributes, terms } });
    expect(pairs).toMatchObject([{ group: "women", attribute: "nurse", captions: 1 }]);
  });
});

describe("coOccurrence", () => {
  it("gives the example by hand", async () => {
    const texts = ["woman nurse", "woman nurse", "woman nurse", "woman", "nurse", "x", "x", "x"];
    const [found] = coOccurrence(await countTogether(texts, { groups, attributes }));
    expect(found).toMatchObject({ group: "women", attribute: "nurse", expected: 2, test: "fisher", warnings: [] });
    expect(found?.n).toEqual({ captions: 8, group: 4, attribute: 4, both: 3 });
    expect(found?.pmi).toBeCloseTo(0.585, 4);
    expect(found?.npmi).toBeCloseTo(0.4134, 4);
    expect(found?.pValue).toBeCloseTo(34 / 70, 12);
    expect(independenceTest({ both: 3, firstOnly: 1, secondOnly: 1, neither: 3 }, "g").pValue).toBeCloseTo(0.148, 4);
    expect(found?.share.share).toBe(0.75);
  });

  it("has finite figures for pairs that are always or never together", async () => {
    const texts = [...Array(9).fill("woman nurse"), ...Array(9).fill("man doctor")];
    const found = coOccurrence(await countTogether(texts, { groups, attributes }));
    expect(found.map(({ group, attribute, npmi }) => [group, attribute, npmi])).toEqual([
      ["women", "nurse", 1],
      ["women", "doctor", -1],
      ["men", "nurse", -1],
      ["men", "doctor", 1],
    ]);
    for (const { interval, npmiInterval, pValue, adjustedPValue } of found) {
      expect(interval.low).toBeLessThan(interval.high);
      expect([npmiInterval.low, npmiInterval.high].every((end) => end >= -1 && end <= 1)).toBe(true);
      expect(pValue).toBeLessThan(1e-4);
      expect(adjustedPValue).toBeCloseTo(4 * pValue, 12);
    }
    const all = coOccurrence(await countTogether(["woman nurse"], { groups, attributes }));
    expect(all).toMatchObject([{ npmi: 1, pmi: 0, pValue: 1 }]);
  });

  it("warns if one place carries a figure", async () => {
    const captions = [...Array(5).fill(at("agency.example", "a woman, a nurse")), at("b.example", "woman nurse"), "x"];
    const [found] = coOccurrence(await countTogether(captions, { groups, attributes }));
    expect(found?.warnings).toEqual(["5 of the 6 captions with both are from agency.example."]);
  });

  it("refuses levels and counts that can't be", () => {
    const counts = {
      captions: 3,
      groups: [{ name: "g", captions: 4 }],
      attributes: [{ name: "a", captions: 1 }],
      pairs: [],
    };
    expect(() => coOccurrence(counts)).toThrow(coded("bias/counts"));
    expect(() => coOccurrence({ ...counts, captions: 9 }, { level: 1 })).toThrow(coded("bias/option"));
  });
});

describe("describedBy", () => {
  const captions = [
    ...Array(30).fill("a kind woman with a dog"),
    ...Array(30).fill("a strong man with a dog"),
    ...Array(10).fill("a kind man, strong strong strong"),
    ...Array(50).fill("a dog with a kind face"),
    "a man and a woman, kind",
    "a rare woman",
  ];

  it("ranks the words of one group's captions against another's", async () => {
    const found = await describedBy(captions, { groups });
    expect(found).toMatchObject({
      groups: ["women", "men"],
      n: { first: 31, second: 40, both: 1, neither: 50 },
      rare: 1,
    });
    expect(found.words[0]).toMatchObject({ word: "kind", group: "women", counts: [30, 10] });
    expect(found.words.at(-1)).toMatchObject({ word: "strong", group: "men", counts: [0, 40], test: "g" });
    expect(found.words.map(({ word }) => word)).not.toContain("woman");
    const a = found.words.find(({ word }) => word === "a");
    expect(a).toMatchObject({ pValue: 1, shares: [{ share: 1 }, { share: 1 }] });
    for (const { z, interval, logOdds } of found.words) {
      expect(interval.low < 0 && interval.high > 0).toBe(Math.abs(z) < 1.96);
      expect(interval.low + interval.high).toBeCloseTo(2 * logOdds, 12);
    }
  });

  it("takes the words that it is told to", async () => {
    const seen: string[] = [];
    const found = await describedBy(["a kind woman, a man", ...captions], {
      groups,
      wordsOf: (text) => {
        seen.push(text);
        return text.includes("kind") ? ["KIND"] : [];
      },
    });
    expect(found.words.map(({ word, logOdds }) => [word, logOdds])).toEqual([["KIND", 0]]);
    expect(seen[0]).toBe("a kind … with a dog");
  });

  it("says when there is nothing to compare", async () => {
    const found = await describedBy(["a woman"], { groups });
    expect(found).toMatchObject({ words: [], n: { first: 1, second: 0 } });
    expect(found.warnings).toEqual([
      "With 1 and 0 captions, differences are uncertain.",
      "There is nothing to compare.",
    ]);
    await expect(describedBy([], { groups: { women: ["woman"] } })).rejects.toThrow(coded("bias/sets"));
    await expect(describedBy([], { groups, least: 0 })).rejects.toThrow(coded("bias/option"));
  });
});

describe("logOddsRatios", () => {
  const counts = (kind: number, other: number) => new Map(Object.entries({ kind, other }));

  it("gives the example by hand", () => {
    const [kind] = logOddsRatios(counts(3, 1), counts(1, 3), { strength: 2 });
    expect(kind).toMatchObject({ word: "kind", counts: [3, 1] });
    expect(kind?.logOdds).toBeCloseTo(1.3863, 4);
    expect(kind?.z).toBeCloseTo(1.6008, 4);
  });

  it("has no odds for the only word, by any strength", () => {
    const only = (count: number): Map<string, number> => new Map([["a", count]]);
    for (const strength of [0.1, 0.3, 0.7, 500]) {
      for (let count = 1; count < 60; count++)
        expect(logOddsRatios(only(3), only(7), { prior: only(count), strength })[0]).toMatchObject({
          logOdds: 0,
          z: 0,
        });
    }
  });

  it("refuses what it can't compare", () => {
    expect(() => logOddsRatios(new Map(), counts(1, 1))).toThrow(coded("bias/counts"));
    expect(() => logOddsRatios(counts(1, 1), counts(1, -1))).toThrow(coded("bias/counts"));
    expect(() => logOddsRatios(counts(1, 1), counts(1, 1), { prior: counts(1, 0) })).toThrow(/“other”/);
    expect(() => logOddsRatios(counts(1, 1), counts(1, 1), { strength: 0 })).toThrow(coded("bias/option"));
  });
});

it("finds what the tiny crawl's agency calls women and men", async () => {
  const { occupations, pairs } = await tinyCrawl.truth();
  const names = { woman: ["female"], man: ["male"] };
  const called = [
    ...new Set(occupations.flatMap((each) => Object.values(each.called).flatMap((by) => Object.keys(by)))),
  ];
  const counts = await countTogether(pairs, {
    groups: names,
    attributes: Object.fromEntries(called.map((name) => [name, [name]])),
  });
  const truth = (person: "woman" | "man", name: string): number =>
    occupations.reduce((sum, each) => sum + ((each.called[person] as Record<string, number>)[name] ?? 0), 0);
  for (const { group, attribute, n, places } of coOccurrence(counts)) {
    const expected = truth(group as "woman" | "man", attribute);
    expect([group, attribute, n.both]).toEqual([group, attribute, expected]);
    if (expected > 0) expect(places).toEqual([{ place: "stock-people.example", captions: expected }]);
  }
  const nurse = coOccurrence(counts).find(({ group, attribute }) => group === "woman" && attribute === "nurse");
  expect(nurse).toMatchObject({ n: { both: 12, attribute: 12 }, share: { share: 1 } });
  expect(nurse?.adjustedPValue).toBeLessThan(1e-9);
});

// Where groups and words are shuffled, 5 of 100 tests find something. The standard error of these shares is about 0.005.
describe("false alarms", () => {
  it("of co-occurrence and of describing words are as many as the level says", async () => {
    const random = createRandom(14);
    const words = ["kind", "strong", "old", "happy", "tall", "calm"];
    const sets: TermSets = Object.fromEntries(words.map((word) => [word, [word]]));
    let [tests, pairs, described, covered] = [0, 0, 0, 0];
    for (let round = 0; round < 300; round++) {
      const texts = Array.from({ length: 300 }, () => {
        const person = random.uniform() < 0.4 ? "woman" : "man";
        return [person, ...words.filter((_, i) => random.uniform() < 0.1 + 0.1 * i)].join(" ");
      });
      const [women] = Object.entries(groups).slice(0, 1);
      const found = coOccurrence(
        await countTogether(texts, { groups: Object.fromEntries([women!]), attributes: sets }),
      );
      const { words: describing } = await describedBy(texts, { groups });
      tests += words.length;
      pairs += found.filter(({ pValue }) => pValue < 0.05).length;
      covered += found.filter(({ interval }) => interval.low <= 0 && interval.high >= 0).length;
      described += describing.filter(({ pValue }) => pValue < 0.05).length;
    }
    expect(tests).toBe(1800);
    for (const alarms of [pairs, described]) {
      expect(alarms / tests).toBeGreaterThan(0.035);
      expect(alarms / tests).toBeLessThan(0.065);
    }
    expect(covered / tests).toBeGreaterThan(0.935);
    expect(covered / tests).toBeLessThan(0.965);
  });
});
