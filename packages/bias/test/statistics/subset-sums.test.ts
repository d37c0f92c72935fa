import { createRandom } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { subsetSums } from "../../src/statistics/subset-sums.js";

describe("subsetSums", () => {
  it.each([
    [16, 8],
    [16, 7],
    [17, 8],
    [16, 9],
    [16, 3],
    [16, 15],
    [5, 2],
  ])("of %i values draws all subsets of %i about equally often", (n, size) => {
    // Powers of two: every subset has a sum of its own.
    const values = Float64Array.from({ length: n }, (_, i) => 2 ** i);
    const draw = subsetSums(values, size, createRandom(n));
    const draws = 60_000;
    const counts = new Map<number, number>();
    for (let i = 0; i < draws; i++) {
      const sum = draw();
      counts.set(sum, (counts.get(sum) ?? 0) + 1);
    }
    for (const sum of counts.keys()) expect(sum.toString(2).replaceAll("0", "")).toHaveLength(size);
    const all = binomial(n, size);
    const expected = draws / all;
    const missing = all - counts.size;
    const chiSquare = [...counts.values()].reduce(
      (total, count) => total + (count - expected) ** 2 / expected,
      missing * expected,
    );
    // The distribution's mean is its degrees of freedom, its variance twice as much.
    expect(Math.abs(chiSquare - (all - 1))).toBeLessThan(5 * Math.sqrt(2 * all));
  });

  it("gives sums of more values than a word has bits", () => {
    const values = new Float64Array(100).fill(1);
    const draw = subsetSums(values, 51, createRandom(0));
    for (let i = 0; i < 1000; i++) expect(draw()).toBe(51);
    const one = subsetSums(
      values.map((_, i) => (i === 70 ? 1 : 0)),
      50,
      createRandom(0),
    );
    let hits = 0;
    for (let i = 0; i < 10_000; i++) hits += one();
    expect(Math.abs(hits - 5000)).toBeLessThan(250);
  });
});

const binomial = (n: number, k: number): number => (k === 0 ? 1 : Math.round((binomial(n - 1, k - 1) * n) / k));
