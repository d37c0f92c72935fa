import { createRandom } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { drawShares, expectedShares } from "../statistics/draw.js";
import { middleOf } from "../statistics/interval-of-draws.js";
import { shareInterval } from "../statistics/share-intervals.js";
import type { Calibration, ThresholdCalibration } from "./calibrate.js";
import { countedShares, tooFew } from "./counted-shares.js";
import { totalVariation } from "./diversity.js";
import { fitPValue, isSame } from "./fit.js";
import type { Prediction } from "./predict.js";
import { checkShareOptions, type ShareOptions, type Shares, summarize } from "./summary.js";
import { expectedOutcome, unmix } from "./unmix.js";

export type PredictedShareOptions = ShareOptions & {
  /** The classifier's own error. Without one, the shares are those of its answers. */
  readonly calibration?: Calibration | undefined;
  /** One of the calibration's thresholds, below which the classifier abstains. Default: the lowest. */
  readonly threshold?: number | undefined;
};

/** Shares of values among images, by a classifier. Plain data. */
export type PredictedShares = Shares & {
  /** For how many of the `n` images the classifier abstains. */
  readonly abstained: number;
  /** Whether the shares are corrected for the classifier's error, and their intervals include it. */
  readonly corrected: boolean;
};

/**
 * Shares of an attribute's values among images, corrected for the classifier's own error. A classifier that takes every tenth apple
 * for a pear finds pears among apples; what it finds is a mixture of the rows of its confusion matrix, and the shares are
 * those of the likeliest mixture. The intervals hold both errors of sampling: that of the images, and that of the labelled ones.
 *
 * The correction assumes that the classifier errs on images of a value as it does on labelled images of that value, and that each
 * image has one of the values. Abstentions count as an answer of their own: if more images get none than those of any value do, a
 * warning says so.
 *
 * By hand: of 100 images, 40 are taken for apples. Of 10 labelled apples 8 are taken for apples, of 10 pears 1: x · 0.8 + (1 − x) ·
 * 0.1 = 0.4, so x = 3/7 are apples (Rogan and Gladen).
 *
 * @throws Alt2imgError `bias/sets` for no predictions, or values other than the calibration's; `bias/option` for a threshold that
 *   it doesn't have; what `countedShares` throws
 * @see Rogan and Gladen 1978, https://doi.org/10.1093/oxfordjournals.aje.a112510
 * @see King and Lu 2008, https://doi.org/10.1214/07-STS247; Lang and Reiczigel 2014, https://doi.org/10.1016/j.prevetmed.2013.09.015
 */
export function shares(predictions: readonly Prediction[], options: PredictedShareOptions = {}): PredictedShares {
  const { calibration, threshold } = options;
  if (predictions.length === 0) throw biasError("sets", "There are no predictions. Give at least one.");
  const values = Object.keys(predictions[0]!.probabilities);
  const own = new Set(values);
  for (const [i, { probabilities, value }] of predictions.entries()) {
    const names = Object.keys(probabilities);
    if (own.has(value) && names.length === own.size && names.every((name) => own.has(name))) continue;
    throw biasError(
      "sets",
      `Prediction ${i} has the values ${JSON.stringify(names)}, the first one ${JSON.stringify(values)}. Use one classifier for all.`,
    );
  }
  if (calibration === undefined) {
    const counts = Object.fromEntries(values.map((value) => [value, 0]));
    for (const { value } of predictions) counts[value]!++;
    const counted = countedShares(counts, options);
    const warning =
      "The classifier's error wasn't measured: these are the shares of its answers, not of what the images show.";
    return { ...counted, abstained: 0, corrected: false, warnings: [warning, ...counted.warnings] };
  }
  if (calibration.values.length !== values.length || values.some((value) => !calibration.values.includes(value))) {
    throw biasError(
      "sets",
      `The predictions have the values ${JSON.stringify(values)}, the calibration ${JSON.stringify(calibration.values)}. Use one classifier for both.`,
    );
  }
  return corrected(predictions, calibration, thresholdOf(calibration, threshold), options);
}

function thresholdOf({ thresholds }: Calibration, threshold = thresholds[0]!.threshold): ThresholdCalibration {
  const found = thresholds.find((each) => each.threshold === threshold);
  if (found !== undefined) return found;
  const choices = thresholds.map((each) => each.threshold).join(", ");
  throw biasError("option", `The threshold is ${threshold}; the calibration has ${choices}.`);
}

function corrected(
  predictions: readonly Prediction[],
  { values, by, warnings }: Calibration,
  { threshold, confusion }: ThresholdCalibration,
  options: ShareOptions,
): PredictedShares {
  const checked = checkShareOptions(values, options);
  const { reference, level, draws, seed } = checked;
  const index = new Map(values.map((value, i) => [value, i]));
  const outcomes = new Float64Array(values.length + 1);
  for (const prediction of predictions) {
    outcomes[prediction[by] < threshold ? values.length : index.get(prediction.value)!]!++;
  }
  const n = predictions.length;
  // Without any abstention there is none to be uncertain of.
  const never = confusion.every((row) => row[values.length] === 0) && outcomes[values.length] === 0;
  const seen = never ? outcomes.subarray(0, values.length) : outcomes;
  const rows = never ? confusion.map((row) => row.slice(0, values.length)) : confusion;

  const random = createRandom(seed);
  const given = rows.map((row) => shareOf(row));
  const expectedRows = rows.map(expectedShares);
  const estimate = unmix(seen, given);
  const drawRows = (): Float64Array[] => rows.map((row) => drawShares(row, random));
  const drawn = Array.from({ length: draws }, () => unmix(drawShares(seen, random), drawRows()));
  const mixed = (shares: ArrayLike<number>, given: readonly ArrayLike<number>[]): Float64Array =>
    Float64Array.from(seen, (_, j) => expectedOutcome(shares, given, j));
  const fit = (expected: readonly number[]): number =>
    fitPValue(seen, mixed(expected, expectedRows), draws, random, () => mixed(expected, drawRows()));
  const intervals = values.map((_, i) => {
    const { low, high } = middleOf(
      drawn.map((shares) => shares[i]!),
      level,
    );
    return { low: Math.min(low, estimate[i]!), high: Math.max(high, estimate[i]!), level };
  });
  const uniform = values.map(() => 1 / values.length);
  const pReference = fit(reference);
  const uncertain = {
    shares: estimate,
    interval: intervals[0]!,
    center: unmix(expectedShares(seen), expectedRows),
    drawn,
    pReference,
    pUniform: isSame(reference, uniform) ? pReference : fit(uniform),
  };
  return {
    n,
    abstained: outcomes[values.length]!,
    corrected: true,
    values: values.map((value, i) => ({
      value,
      count: outcomes[i]!,
      share: estimate[i]!,
      interval: intervals[i]!,
    })),
    ...summarize(values, uncertain, checked),
    warnings: [
      ...warnings,
      ...tooFew(n, values.length),
      ...alike(values, given),
      ...manyAbstentions(values, confusion, outcomes[values.length]!, n, level),
    ],
  };
}

const shareOf = (row: readonly number[]): number[] => {
  const sum = row.reduce((total, count) => total + count, 0);
  return row.map((count) => count / sum);
};

function alike(values: readonly string[], given: readonly (readonly number[])[]): string[] {
  return values.flatMap((value, i) =>
    values
      .slice(0, i)
      .filter((_, k) => totalVariation(given[i]!, given[k]!) < 0.25)
      .map((other) => `The classifier hardly tells ${JSON.stringify(other)} from ${JSON.stringify(value)}.`),
  );
}

function manyAbstentions(
  values: readonly string[],
  confusion: readonly (readonly number[])[],
  abstained: number,
  n: number,
  level: number,
): string[] {
  const most = Math.max(
    ...confusion.map(
      (row) =>
        shareInterval(
          row[values.length]!,
          row.reduce((sum, count) => sum + count, 0),
          level,
        ).high,
    ),
  );
  if (shareInterval(abstained, n, level).low <= most) return [];
  return [
    `The classifier abstains on ${abstained} of ${n} images, more than on labelled images of any value: some may show none of the values, and the correction doesn't hold for them.`,
  ];
}
