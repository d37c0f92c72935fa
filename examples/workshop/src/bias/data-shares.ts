import type { drawn } from "./drawn.js";

export type Occupation = (typeof drawn.occupations)[number];

/**
 * The share of women among women and men with the bare name of the occupation, in the data of model A and of model B: of the captions’ mass in the
 * columns `weights` and `weights_skewed` of the training set. From 0 to 1, as in the model card of the skewed twin.
 */
export const dataShares: Readonly<Record<Occupation, readonly [a: number, b: number]>> = {
  mechanic: [0.5, 0.046],
  "office worker": [0.5, 0.843],
  pilot: [0.5, 0.092],
};

/** In how many pictures two programs see the same, and in how many of these a woman. */
export type JudgedPictures = { readonly women: number; readonly pictures: number };

/** What the judges of the model cards counted in twenty pictures of their own by each model. */
export const judged: Readonly<Record<Occupation, readonly [a: JudgedPictures, b: JudgedPictures]>> = {
  mechanic: [
    { women: 8, pictures: 13 },
    { women: 0, pictures: 19 },
  ],
  "office worker": [
    { women: 8, pictures: 19 },
    { women: 15, pictures: 15 },
  ],
  pilot: [
    { women: 4, pictures: 19 },
    { women: 1, pictures: 20 },
  ],
};
