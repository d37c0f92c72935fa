import type { RasterImage } from "@alt2img/core";

/** A picture to draw. Plain data. */
export type PictureOrder = {
  readonly prompt: string;
  readonly seed: number;
  readonly steps: number;
  readonly guidance: number;
  /** A URL, the id of a model on Hugging Face, `""` for the tiny Stable Diffusion, `SKEWED_TWIN` or `LCM`. */
  readonly model: string;
  /** One of `pipelineSamplers`. Default: the model’s own. */
  readonly sampler?: string;
};

/** A step of the drawing. Plain data. */
export type DrawingStep = {
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
export type DrawnPicture = {
  readonly image: RasterImage;
  /** How often the network was asked. */
  readonly calls: number;
  /** How long the drawing took, without loading the model and without waiting for others. */
  readonly seconds: number;
  /** The words of the prompt that the model didn't see because it was too long. */
  readonly cutWords: readonly string[];
  /** How it was made, as programs write it into PNG files. */
  readonly parameters: string;
};

/** How much of a model has been read, of how many bytes if that is known. */
type ReadPart = { readonly type: "read"; readonly done: number; readonly total: number | undefined };

export type DrawingPart = ReadPart | { readonly type: "step"; readonly step: DrawingStep };

/** What the worker with text-to-image models does for the elements. Each model is loaded once, and draws one picture at a time. */
export type TextToImageTasks = {
  /** A part comes for every step, with its guess. */
  drawSteps(order: PictureOrder): DrawnPicture;
  /** Without the guesses, which take time. */
  draw(order: PictureOrder): DrawnPicture;
  /** A PNG that says how it was made. */
  png(picture: DrawnPicture): Uint8Array<ArrayBuffer>;
};
