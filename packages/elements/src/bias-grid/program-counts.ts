import type { LabelledPrediction, PredictedShares, Prediction } from "@alt2img/bias/representation";
import { differenceOf, type Look, type LookCount } from "./looks.js";
import { type GridOrder, ordersOf } from "./orders.js";
import { keyOf } from "./viewer-looks.js";

/** What the worker needs to count a program's answers: those about each model's pictures, and those about pictures that the viewer labelled. */
export type ProgramAnswers = {
  readonly models: readonly string[];
  readonly groups: readonly (readonly Prediction[])[];
  readonly labelled: readonly LabelledPrediction[];
};

/** @param predictions by `keyOf` */
export function programAnswers(
  order: GridOrder,
  predictions: ReadonlyMap<string, Prediction>,
  looks: readonly (Look & { readonly key: string })[],
): ProgramAnswers {
  const answered = ordersOf(order).flatMap((each) => {
    const prediction = predictions.get(keyOf(each));
    return prediction === undefined ? [] : [{ model: each.model, prediction }];
  });
  const models = order.models.filter((model) => answered.some((each) => each.model === model));
  return {
    models,
    groups: models.map((model) => answered.filter((each) => each.model === model).map(({ prediction }) => prediction)),
    labelled: looks.flatMap(({ key, label }) => {
      const prediction = predictions.get(key);
      return label === undefined || prediction === undefined ? [] : [{ label, prediction }];
    }),
  };
}

/** The shares of the worker, by label. */
export function programCounts(
  labels: readonly string[],
  models: readonly string[],
  found: readonly PredictedShares[],
): LookCount[] {
  return labels.map((label) => {
    const shares = models.flatMap((model, i) => {
      const { n, values } = found[i]!;
      return values
        .filter(({ value }) => value === label)
        .map(({ count, share, interval: { low, high } }) => ({ model, count, total: n, share, low, high }));
    });
    return { label, shares, difference: differenceOf(shares) };
  });
}
