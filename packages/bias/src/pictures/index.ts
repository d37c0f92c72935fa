/**
 * Measures of pictures that need no model and no labels: their average, their colourfulness, and neighbours by visual words.
 * @module pictures
 */

export type { Interval } from "../statistics/bootstrap-interval.js";
export { type AveragePictureOptions, averagePicture } from "./average.js";
export {
  colourfulness,
  type MeanColourfulness,
  type MeanColourfulnessOptions,
  meanColourfulness,
} from "./colourfulness.js";
export { type VisualIndex, type VisualNeighbour, visualIndex, visualNeighbours } from "./visual-neighbours.js";
export { countVisualWords, learnVisualWords, type VisualWords, type VisualWordsOptions } from "./visual-words.js";
