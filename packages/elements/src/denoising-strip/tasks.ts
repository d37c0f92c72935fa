import type { RasterImage } from "@alt2img/core";

/** A picture to draw. Plain data. */
export type StripOrder = {
  readonly prompt: string;
  readonly seed: number;
  readonly steps: number;
  readonly guidance: number;
  /** A URL, the id of a model on Hugging Face, or `""` for the tiny Stable Diffusion. */
  readonly model: string;
};

/** A step of the drawing. Plain data. */
export type StripStep = {
  /** From 0. */
  readonly index: number;
  /** How many there are. */
  readonly steps: number;
  /** The noise level before the step, in units of the latents. */
  readonly sigma: number;
  /** What the network was told: from 999, nothing but noise, to 0. */
  readonly timestep: number | undefined;
  /** What the model takes for the picture behind the noise. */
  readonly guess: RasterImage;
};

/** The finished picture. Plain data. */
export type StripPicture = {
  readonly image: RasterImage;
  /** The words of the prompt that the model didn't see because it was too long. */
  readonly cutWords: readonly string[];
  /** How it was made, as programs write it into PNG files. */
  readonly parameters: string;
};

export type StripPart =
  | { readonly type: "read"; readonly done: number; readonly total: number | undefined }
  | { readonly type: "step"; readonly step: StripStep };

export type StripTasks = {
  draw(order: StripOrder): StripPicture;
  /** A PNG that says how it was made. */
  png(picture: StripPicture): Uint8Array<ArrayBuffer>;
};
