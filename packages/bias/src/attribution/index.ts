/**
 * From a picture back to its cause: the training images and captions behind it.
 * @module attribution
 */

export type { Interval } from "../statistics/bootstrap-interval.js";
export {
  type Counterfactual,
  type CounterfactualOptions,
  counterfactual,
  type TrainingSet,
} from "./counterfactual.js";
export type { Drawing, DrawingSource } from "./draw-closed-form.js";
export { type NearestOptions, type Neighbour, nearestItems } from "./nearest-items.js";
export { captionMass, captionsWith, type TrainingItem } from "./training-item.js";
export { type Origin, type Origins, type WhereOptions, whereItComesFrom } from "./where-it-comes-from.js";
