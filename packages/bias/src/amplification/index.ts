/**
 * Whether a model shows something more often than it was shown it: shares in outputs against shares in training data.
 * @module amplification
 */

export type { Interval } from "../statistics/bootstrap-interval.js";
export { type CooccurrenceAmplification, cooccurrenceAmplification } from "./cooccurrence.js";
export {
  type AmplificationCurve,
  type AmplificationTrend,
  amplificationCurve,
  type SettingOutputs,
} from "./curve.js";
export {
  type AmplificationDirection,
  type DirectionalAmplification,
  type DirectionalCell,
  type DirectionalOptions,
  type DirectionalSets,
  directionalAmplification,
} from "./directional.js";
export {
  type Amplification,
  type AmplificationEstimate,
  type AmplificationOptions,
  amplification,
  type MeasuredShare,
} from "./share-amplification.js";
export type { BiasAmplificationOptions, LabelledItem } from "./weighted-shares.js";
