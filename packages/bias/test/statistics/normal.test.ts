import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile } from "../../src/statistics/normal.js";
import golden from "../golden/associations.json" with { type: "json" };

describe("the normal distribution", () => {
  it.each(golden.normal.quantile as [number, number][])("has scipy's quantile of %d", (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThan(
      (p < 1e-6 || p > 1 - 1e-6 ? 2e-9 : 1e-10) * Math.max(1, Math.abs(expected)),
    );
  });

  it.each(golden.normal.cdf as [number, number][])("has scipy's Φ(%d)", (x, expected) => {
    expect(normalCdf(x)).toBeCloseTo(expected, 14);
  });

  it("is infinite at the ends", () => {
    expect([0, 1, 2, Number.NaN].map(normalQuantile)).toEqual([-Infinity, Infinity, Number.NaN, Number.NaN]);
  });
});
