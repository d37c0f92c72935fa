import type { drawn } from "./drawn.js";

export type Occupation = (typeof drawn.occupations)[number];

/**
 * The share of women among women and men with the bare name of the occupation, in the data of model A and of model B: of the captions’ mass in the
 * columns `weights` and `weights_skewed` of the training set. From 0 to 1, as in the model card of the skewed twin.
 */
export const dataShares: Readonly<Record<Occupation, readonly [a: number, b: number]>> = {
  detective: [0.5, 0.276],
  mechanic: [0.5, 0.046],
  pilot: [0.5, 0.092],
};

/** What the judge of the model cards, a classifier, counted in twenty pictures of its own by each model. From 0 to 1. */
export const judgedShares: Readonly<Record<Occupation, readonly [a: number, b: number]>> = {
  detective: [0.8, 0.45],
  mechanic: [0.6, 0.45],
  pilot: [0.25, 0.1],
};
