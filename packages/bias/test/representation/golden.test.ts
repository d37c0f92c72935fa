// Diversity, simultaneous intervals, mixtures and clusters against scipy and statsmodels (golden/make_shares.py).
import { createGenerator } from "@alt2img/core/random";
import { expectClose } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import {
  entropy,
  evenness,
  jensenShannon,
  simultaneousIntervals,
  totalVariation,
  wardClusters,
} from "../../src/representation/index.js";
import { unmix } from "../../src/representation/unmix.js";
import golden from "../golden/shares.json" with { type: "json" };

describe.each(golden.diversity)("counts of $counts", (expected) => {
  const total = expected.counts.reduce((sum, count) => sum + count, 0);
  const shares = expected.counts.map((count) => count / total);

  it("have scipy's entropy, and its distances from a reference", () => {
    expect(entropy(shares)).toBeCloseTo(expected.entropy, 12);
    expect(evenness(shares)).toBeCloseTo(expected.evenness, 12);
    expect(totalVariation(shares, expected.reference)).toBeCloseTo(expected.totalVariation, 12);
    expect(jensenShannon(shares, expected.reference)).toBeCloseTo(expected.jensenShannon, 12);
  });

  it("have statsmodels' simultaneous intervals", () => {
    const intervals = simultaneousIntervals(expected.counts, 0.95);
    expectClose(
      intervals.flatMap(({ low, high }) => [low, high]),
      expected.goodman.flat(),
      { atol: 1e-10, rtol: 1e-8 },
    );
  });
});

it.each(golden.mixtures)("unmixes $outcomes as scipy's optimizer does", ({ outcomes, given, shares }) => {
  expectClose(unmix(outcomes, given), shares, { atol: 2e-4, rtol: 0 });
});

it.each(golden.clusters)("finds scipy's $k clusters of $n vectors", ({ seed, n, dimension, k, assignments }) => {
  const values = createGenerator(seed).randn(n * dimension);
  const vectors = Array.from({ length: n }, (_, i) => {
    const vector = Float64Array.from(values.subarray(i * dimension, (i + 1) * dimension));
    vector[0]! += (i % 5) * 2;
    return vector;
  });
  expect(wardClusters(vectors, k)).toEqual(assignments);
});
