import {
  calibrate,
  type LabelledPrediction,
  type PredictedShares,
  type Prediction,
  shares,
} from "@alt2img/bias/representation";

/**
 * The shares of a classifier's answers in groups of pictures. With labelled pictures of every value, the shares are corrected for the
 * classifier's error on these, and the intervals hold it.
 *
 * @param groups none of them empty
 * @param labelled of all groups together
 */
export function sharesOf(
  groups: readonly (readonly Prediction[])[],
  labelled: readonly LabelledPrediction[],
): PredictedShares[] {
  const values = Object.keys(groups[0]?.[0]?.probabilities ?? {});
  const hasAll = values.every((value) => labelled.some(({ label }) => label === value));
  const calibration = hasAll ? calibrate(labelled, { thresholds: [0] }) : undefined;
  return groups.map((group) => shares(group, { calibration }));
}
