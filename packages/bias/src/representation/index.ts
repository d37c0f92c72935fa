/**
 * Shares of an attribute's values among images, with the classifier's own error in their intervals; how even they are; and how an
 * occupation's images fall into clusters of identity prompts.
 * @module representation
 */

export type { Interval } from "../statistics/bootstrap-interval.js";
export { simultaneousIntervals } from "../statistics/share-intervals.js";
export {
  type CalibrateOptions,
  type Calibration,
  calibrate,
  type LabelledPrediction,
  type ThresholdCalibration,
} from "./calibrate.js";
export {
  type ClusterIdentitiesOptions,
  type ClusterIdentity,
  type ClusterShares,
  clusterIdentities,
  clusterShares,
  type IdentityCluster,
  type IdentityClusters,
  type IdentityImage,
} from "./clusters/identity-clusters.js";
export { wardClusters } from "./clusters/ward.js";
export { countedShares } from "./counted-shares.js";
export { entropy, evenness, jensenShannon, totalVariation } from "./diversity.js";
export {
  type AttributeClassifier,
  type Prediction,
  type PredictOptions,
  predictionOf,
  predictValues,
} from "./predict.js";
export { type PredictedShareOptions, type PredictedShares, shares } from "./shares.js";
export type { Estimate, Reference, ReferenceDistance, ShareOptions, Shares, ValueShare } from "./summary.js";
