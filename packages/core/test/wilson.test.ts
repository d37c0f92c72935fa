import { expectClose } from "@alt2img/testing";
import { expect, it } from "vitest";
import { wilsonInterval } from "../src/index.js";

/** `scipy.stats.binomtest(count, total).proportion_ci(method="wilson")` of SciPy 1.17.1: low, high. */
const intervals: readonly (readonly [count: number, total: number, low: number, high: number])[] = [
  [0, 1, 0, 0.7934506856227626],
  [1, 1, 0.20654931437723745, 1],
  [0, 10, 0, 0.27753279986288926],
  [5, 10, 0.236593090512564, 0.7634069094874361],
  [3, 7, 0.1582198552514697, 0.7495416354723428],
  [10, 10, 0.7224672001371109, 1],
  [123, 1000, 0.10407414325107296, 0.1448112326470356],
  [99_999, 100_000, 0.9999433529034095, 0.9999982347522695],
  [1, 1_000_000, 1.765245767453709e-7, 5.664911804311442e-6],
];

it.each(intervals)("%d of %d is SciPy's interval", (count, total, low, high) => {
  const interval = wilsonInterval(count, total);
  expect(interval.share).toBe(count / total);
  expectClose([interval.low, interval.high], [low, high], { atol: 1e-15, rtol: 1e-9 });
});

it("knows nothing about a share of nothing", () => {
  expect(wilsonInterval(0, 0)).toEqual({ share: Number.NaN, low: 0, high: 1 });
});

it("is SciPy's interval at another level", () => {
  const { low, high } = wilsonInterval(3, 7, { z: 1.6448536269514722 });
  expectClose([low, high], [0.18644319036395607, 0.7105229089864071], { atol: 1e-15, rtol: 1e-9 });
});
