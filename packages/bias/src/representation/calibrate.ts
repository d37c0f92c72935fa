import { type ShareInterval, wilsonInterval } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { normalQuantile } from "../statistics/normal.js";
import type { Prediction } from "./predict.js";

/** An image whose value somebody knows, and what the classifier says about it. */
export type LabelledPrediction = { readonly label: string; readonly prediction: Prediction };

/** What a classifier does with images of known values, if it abstains below one threshold. */
export type ThresholdCalibration = {
  /** The classifier abstains where its probability (or margin) is below. */
  readonly threshold: number;
  /** `confusion[i][j]`: how many images of the value `i` are taken for the value `j`; the last column counts abstentions. */
  readonly confusion: readonly (readonly number[])[];
  /** The share of images that it answers for. */
  readonly coverage: ShareInterval;
  /** The share of right ones among its answers. */
  readonly accuracy: ShareInterval;
};

/** A classifier's own error, as measured. Plain data. */
export type Calibration = {
  /** The order of the confusion matrices' rows and columns. */
  readonly values: readonly string[];
  /** What the thresholds are compared with. */
  readonly by: "probability" | "margin";
  /** How many labelled images there are of each value. */
  readonly n: Readonly<Record<string, number>>;
  /** The lowest threshold first. */
  readonly thresholds: readonly ThresholdCalibration[];
  readonly warnings: readonly string[];
};

export type CalibrateOptions = {
  readonly by?: "probability" | "margin" | undefined;
  /** From 0 (never abstain) to 1. Default 0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95 and 0.99. */
  readonly thresholds?: readonly number[] | undefined;
  /** Of the intervals, from 0 to 1. Default 0.95. */
  readonly level?: number | undefined;
};

/**
 * Measures what a classifier gets wrong, on images whose values are known: at each threshold, the matrix of true and predicted values.
 * `shares` corrects by it. The labelled images must be like those that are measured, made by the same model in the same style: a
 * classifier that is right about photographs can be wrong about drawings.
 *
 * @throws Alt2imgError `bias/sets` for a value without a labelled image, or a label that isn't a value; `bias/option`
 */
export function calibrate(
  labelled: readonly LabelledPrediction[],
  { by = "probability", thresholds = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99], level = 0.95 }: CalibrateOptions = {},
): Calibration {
  const values = Object.keys(labelled[0]?.prediction.probabilities ?? {});
  const n = Object.fromEntries(values.map((value) => [value, 0]));
  for (const { label } of labelled) {
    if (n[label] === undefined || !Object.hasOwn(n, label)) {
      throw biasError("sets", `The label ${JSON.stringify(label)} is none of the values ${JSON.stringify(values)}.`);
    }
    n[label]++;
  }
  const without = values.find((value) => n[value] === 0);
  if (without !== undefined || values.length === 0) {
    throw biasError(
      "sets",
      `No labelled image has the value ${JSON.stringify(without ?? "")}, so the classifier's error on it isn't known. Label some of each value.`,
    );
  }
  const wrong = thresholds.find((threshold) => !(threshold >= 0 && threshold <= 1));
  if (wrong !== undefined || thresholds.length === 0) {
    throw biasError(
      "option",
      `The thresholds are ${JSON.stringify(thresholds)}; give one or more numbers from 0 to 1.`,
    );
  }
  if (!(level > 0 && level < 1))
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);
  const z = normalQuantile((1 + level) / 2);
  const warnings = values
    .filter((value) => n[value]! < 20)
    .map((value) => `Only ${n[value]} labelled images have the value ${JSON.stringify(value)}; label 20 or more.`);
  return {
    values,
    by,
    n,
    thresholds: [...thresholds].sort((a, b) => a - b).map((threshold) => measure(labelled, values, by, threshold, z)),
    warnings,
  };
}

function measure(
  labelled: readonly LabelledPrediction[],
  values: readonly string[],
  by: Calibration["by"],
  threshold: number,
  z: number,
): ThresholdCalibration {
  const index = new Map(values.map((value, i) => [value, i]));
  const confusion = values.map(() => new Array<number>(values.length + 1).fill(0));
  let [answered, right] = [0, 0];
  for (const { label, prediction } of labelled) {
    const row = confusion[index.get(label)!]!;
    if (prediction[by] < threshold) {
      row[values.length]!++;
      continue;
    }
    row[index.get(prediction.value)!]!++;
    answered++;
    if (prediction.value === label) right++;
  }
  return {
    threshold,
    confusion,
    coverage: wilsonInterval(answered, labelled.length, { z }),
    accuracy: wilsonInterval(right, answered, { z }),
  };
}
