import { expectClose } from "@alt2img/testing";
import { expect, it } from "vitest";
import { type JudgedScore, precisionRecallCurve, wilsonInterval } from "../../src/funnel/index.js";

const fits = [1, 0, 1, 0, 1, 0, 1, 1, 1, 0];
const scores: JudgedScore[] = [0.35, 0.1, 0.28, 0.28, 0.3, -0.2, 0.28, 0.41, 0.05, 0.3].map((score, i) => ({
  score,
  fits: fits[i] === 1,
}));

/** `sklearn.metrics.precision_recall_curve(fits, scores)` of scikit-learn 1.9.1. */
const expected: readonly (readonly [threshold: number, precision: number, recall: number])[] = [
  [-0.2, 0.6, 1],
  [0.05, 0.6666666666666666, 1],
  [0.1, 0.625, 0.8333333333333334],
  [0.28, 0.7142857142857143, 0.8333333333333334],
  [0.3, 0.75, 0.5],
  [0.35, 1, 0.3333333333333333],
  [0.41, 1, 0.16666666666666666],
];

it("is scikit-learn's curve, at thresholds that several scores have too", () => {
  const curve = precisionRecallCurve(
    scores,
    expected.map(([threshold]) => threshold),
  );
  expectClose(
    curve.flatMap(({ precision, recall }) => [precision.share, recall.share]),
    expected.flatMap(([, precision, recall]) => [precision, recall]),
    { atol: 1e-15, rtol: 0 },
  );
});

it("has Wilson's intervals for the counts", () => {
  const [point] = precisionRecallCurve(scores, [0.3]);
  expect(point).toEqual({
    threshold: 0.3,
    kept: 4,
    keptFitting: 3,
    precision: wilsonInterval(3, 4),
    recall: wilsonInterval(3, 6),
  });
});

it("takes thresholds in any order, between and beyond the scores", () => {
  const thresholds = [9, -9, 0.29, -Infinity, Infinity];
  const curve = precisionRecallCurve(scores, thresholds);
  expect(curve.map(({ threshold, kept }) => [threshold, kept])).toEqual([
    [9, 0],
    [-9, 10],
    [0.29, 4],
    [-Infinity, 10],
    [Infinity, 0],
  ]);
  expect(curve[0]!.precision).toEqual({ share: Number.NaN, low: 0, high: 1 });
});

it("keeps no pair whose score isn't a number, nor any at a threshold that isn't one", () => {
  const withNaN: JudgedScore[] = [...scores, { score: Number.NaN, fits: true }];
  const [all, none] = precisionRecallCurve(withNaN, [-1, Number.NaN]);
  expect([all!.kept, all!.recall.share, none!.kept]).toEqual([10, 6 / 7, 0]);
});

it("knows nothing without pairs, and gives no points without thresholds", () => {
  const nothing = { share: Number.NaN, low: 0, high: 1 };
  expect(precisionRecallCurve([], [0])).toEqual([
    { threshold: 0, kept: 0, keptFitting: 0, precision: nothing, recall: nothing },
  ]);
  expect(precisionRecallCurve(scores, [])).toEqual([]);
});
