// Association tests against numpy, itertools, scipy and statsmodels (golden/make_associations.py).
import { describe, expect, it } from "vitest";
import { type AssociationTest, adjustPValues, multilevelTest } from "../../src/association/index.js";
import golden from "../golden/associations.json" with { type: "json" };
import { drawSets, type SetsCase } from "./draw-sets.js";

type Expected = {
  readonly statistic: number;
  readonly effectSize: { readonly sample: number; readonly population: number };
  readonly exact?: readonly number[];
  readonly sampled?: number;
  readonly interval?: readonly number[];
};
type Case = SetsCase & {
  readonly differential: Expected;
  readonly X: Expected;
  readonly Y: Expected;
  readonly similarities: Readonly<Record<string, readonly number[]>>;
};

function expectSame(result: AssociationTest, expected: Expected): void {
  expect(result.statistic).toBeCloseTo(expected.statistic, 8);
  expect(result.effectSize).toBeCloseTo(expected.effectSize.sample, 8);
  const { pValue } = result;
  if (expected.exact !== undefined) {
    const [atLeast, above, all] = expected.exact as [number, number, number];
    expect(pValue).toEqual({
      ...{ atLeast: atLeast / all, above: above / all, method: "exact" },
      ...{ permutations: all, standardError: 0, least: 1 / all },
    });
  } else {
    expect(pValue.method).toBe("sampled");
    expect(Math.abs(pValue.atLeast - expected.sampled!)).toBeLessThan(4 * Math.max(pValue.standardError, 1e-4));
  }
  if (expected.interval !== undefined && result.interval !== undefined) {
    // Both are drawn at random.
    expect(result.interval.low).toBeCloseTo(expected.interval[0]!, 1);
    expect(result.interval.high).toBeCloseTo(expected.interval[1]!, 1);
  }
}

describe.each(golden.cases as readonly Case[])("sets of $sizes in $dimension dimensions", (expected) => {
  const [X, Y, A, B] = drawSets(expected) as [Float32Array[], Float32Array[], Float32Array[], Float32Array[]];
  const sets = { targets: [X, Y], attributes: [A, B] } as const;

  it("has numpy's statistics and effect sizes, the exact p-values, and scipy's intervals within the draws' scatter", () => {
    const result = multilevelTest(sets, { draws: 20_000 });
    expectSame(result.differential, expected.differential);
    expectSame(result.targets.X, expected.X);
    expectSame(result.targets.Y, expected.Y);
    for (const [pair, [mean, deviation]] of Object.entries(expected.similarities)) {
      const { mean: ours, standardDeviation } = result.similarities[pair as "XA"];
      expect([ours, standardDeviation]).toEqual([expect.closeTo(mean!, 8), expect.closeTo(deviation!, 8)]);
    }
  });

  it("has numpy's effect sizes with the population's standard deviation", () => {
    const { differential, targets } = multilevelTest(sets, { standardDeviation: "population", draws: 0 });
    expect(differential.effectSize).toBeCloseTo(expected.differential.effectSize.population, 8);
    expect(targets.Y.effectSize).toBeCloseTo(expected.Y.effectSize.population, 8);
  });
});

describe("adjustPValues", () => {
  it.each(["holm", "benjamini-hochberg"] as const)("gives statsmodels' values for %s", (adjustment) => {
    const expected = golden.adjusted[adjustment].map((p) => expect.closeTo(p, 12));
    expect(adjustPValues(golden.adjusted.pValues, adjustment)).toEqual(expected);
    expect(adjustPValues([], adjustment)).toEqual([]);
  });

  it("refuses what isn't a p-value", () => {
    expect(() => adjustPValues([0.1, Number.NaN], "holm")).toThrow("p-value 1 is NaN");
  });
});
