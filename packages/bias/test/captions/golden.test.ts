// Measures of captions against numpy and scipy (golden/make_captions.py).
import { describe, expect, it } from "vitest";
import { coOccurrence, type FourfoldTable, independenceTest, logOddsRatios } from "../../src/captions/index.js";
import { twoSidedTail } from "../../src/statistics/normal-tail.js";
import golden from "../golden/captions.json" with { type: "json" };

const counts = (values: readonly number[]): Map<string, number> =>
  new Map(values.map((value, i) => [`word ${i}`, value]));

describe.each(golden.logOdds)("log-odds with α₀ = $strength", (expected) => {
  it("are those of the paper's formulas", () => {
    const { first, second, background, strength, logOdds, deviation, z } = expected;
    const found = logOddsRatios(counts(first), counts(second), { prior: counts(background), strength });
    expect(found).toHaveLength(first.length);
    expect(found.map((each) => each.z)).toEqual(found.map((each) => each.z).sort((a, b) => b - a));
    for (const each of found) {
      const i = Number(each.word.slice(5));
      expect(each.counts).toEqual([first[i], second[i]]);
      expect(each.logOdds).toBeCloseTo(logOdds[i]!, 10);
      expect(each.deviation).toBeCloseTo(deviation[i]!, 10);
      expect(each.z).toBeCloseTo(z[i]!, 10);
    }
  });
});

describe.each(golden.tables)("the table $table", (expected) => {
  const [both, firstOnly, secondOnly, neither] = expected.table as [number, number, number, number];
  const table: FourfoldTable = { both, firstOnly, secondOnly, neither };

  it("has scipy's p-values", () => {
    const near = (p: number, reference: number) =>
      expect(Math.abs(p - reference)).toBeLessThanOrEqual(1e-9 * reference);
    near(independenceTest(table, "fisher").pValue, expected.fisher);
    if (expected.g !== undefined) near(independenceTest(table, "g").pValue, expected.g);
  });

  it("has numpy's information and standard errors", () => {
    const captions = both + firstOnly + secondOnly + neither;
    const pairs = both === 0 ? [] : [{ group: "g", attribute: "a", captions: both, places: [], examples: [] }];
    const [found] = coOccurrence({
      captions,
      groups: [{ name: "g", captions: both + firstOnly }],
      attributes: [{ name: "a", captions: both + secondOnly }],
      pairs,
    });
    const { values, errors } = expected.smoothed;
    if (both > 0) expect(found!.pmi).toBeCloseTo(expected.pmi!, 10);
    else expect(found).not.toHaveProperty("pmi");
    expect(found!.npmi).toBeCloseTo(expected.npmi ?? -1, 10);
    const low = (i: number, least: number) =>
      both === 0 ? least : Math.max(values[i]! - 1.959963985 * errors[i]!, least);
    expect(found!.interval.low).toBeCloseTo(low(0, Number.NEGATIVE_INFINITY), 5);
    expect(found!.interval.high).toBeCloseTo(values[0]! + 1.959963985 * errors[0]!, 5);
    expect(found!.npmiInterval.low).toBeCloseTo(low(1, -1), 5);
    expect(found!.npmiInterval.high).toBeCloseTo(Math.min(values[1]! + 1.959963985 * errors[1]!, 1), 5);
  });
});

it("tails of the normal distribution keep their relative precision", () => {
  for (const [z, p] of golden.tails as [number, number][])
    expect(Math.abs(twoSidedTail(z) - p)).toBeLessThanOrEqual(1e-12 * p);
});
