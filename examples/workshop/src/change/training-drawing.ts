/** A drawing that the tiny models learned from, with the caption “pilot”. */
export type TrainingDrawing = {
  /** Its row in the training set. */
  readonly id: number;
  readonly name: string;
  readonly gender: "woman" | "man" | null;
  /** How often it came with that caption in training. */
  readonly weight: number;
  /** The same for the skewed twin. */
  readonly skewedWeight: number;
  readonly author: string;
  readonly license: string;
  /** The drawing, 64 × 64 pixels, as a data URL. */
  readonly url: string;
};
