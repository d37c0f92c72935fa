import { type ShareInterval, wilsonInterval } from "@alt2img/core";

/** A pair's score, and whether its text is known to fit its image. */
export type JudgedScore = { readonly score: number; readonly fits: boolean };

/** What a filter at one threshold does. */
export type PrecisionRecall = {
  /** Pairs with this score or more are kept. */
  threshold: number;
  kept: number;
  /** Of those, pairs that fit. */
  keptFitting: number;
  /** `keptFitting` / `kept`; its share is NaN where nothing is kept. */
  precision: ShareInterval;
  /** `keptFitting` / all that fit; its share is NaN where nothing fits. */
  recall: ShareInterval;
};

/**
 * How well a filter by score finds the pairs that fit, at each threshold: the share of the kept pairs that fit, and the share of
 * the fitting pairs that are kept, with their 95 per cent intervals.
 *
 * @param scores in any order; a score that isn't a number is below every threshold
 * @param thresholds in any order; the result has theirs
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_recall_curve.html
 */
export function precisionRecallCurve(scores: Iterable<JudgedScore>, thresholds: readonly number[]): PrecisionRecall[] {
  const fitting: number[] = [];
  const others: number[] = [];
  for (const { score, fits } of scores) (fits ? fitting : others).push(score);
  const [fittingFrom, othersFrom] = [countFrom(fitting), countFrom(others)];
  return thresholds.map((threshold) => {
    const keptFitting = fittingFrom(threshold);
    const kept = keptFitting + othersFrom(threshold);
    const precision = wilsonInterval(keptFitting, kept);
    return { threshold, kept, keptFitting, precision, recall: wilsonInterval(keptFitting, fitting.length) };
  });
}

/** Counts the scores that reach a threshold, by bisection. */
function countFrom(scores: readonly number[]): (threshold: number) => number {
  const rising = Float64Array.from(scores.filter((score) => !Number.isNaN(score))).sort();
  return (threshold) => {
    let [low, high] = [0, rising.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rising[middle]! >= threshold) high = middle;
      else low = middle + 1;
    }
    return rising.length - low;
  };
}
