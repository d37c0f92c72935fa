import type { RasterImage, Tensor } from "@alt2img/core";
import type { Level } from "@alt2img/diffusion";
import type { ScheduleName, SetName } from "@alt2img/elements/diffusion";
import type { Patch } from "../settings.js";

/** Which denoiser draws: the formula that memorises, the one that recombines, or the network. */
export type Painter = "optimal" | "local" | "network";
/** Those that need no training. */
export type Formula = Exclude<Painter, "network">;

/** One step of one painter, as pictures. */
export type PaintedStep = {
  readonly painter: Painter;
  readonly index: number;
  /** The noise level before the step. */
  readonly sigma: number;
  /** What the step began with. */
  readonly noisy: RasterImage;
  /** What the painter takes for the clean picture. */
  readonly denoised: RasterImage;
  /** What it takes for noise: the rest. */
  readonly noise: RasterImage;
};

/** How a painter's run ended. */
export type Finished = {
  readonly painter: Painter;
  readonly steps: number;
  readonly sampler: string;
  /** How often the denoiser was asked. */
  readonly calls: number;
  /** The drawing that the result is nearest to. */
  readonly nearest?: { readonly drawing: number; readonly difference: number };
};

/** What a task reports while it runs. */
export type Part =
  | { readonly type: "step"; readonly step: PaintedStep }
  | { readonly type: "finished"; readonly finished: Finished }
  | { readonly type: "read"; readonly done: number; readonly total: number };

type Learned = { readonly set: SetName; readonly kind: string };

export type FormulaOrder = Learned & {
  readonly sampler: string;
  readonly schedule: ScheduleName;
  readonly steps: number;
  readonly guidance: number;
  readonly patch: Patch;
  readonly seed: number;
  /** Pure noise with standard deviation 1, perhaps drawn upon: `[3, 32, 32]`. */
  readonly start: Tensor;
  /** At least so many milliseconds for each step. */
  readonly pace: number;
};

export type NetworkOrder = {
  readonly prompt: string;
  readonly sampler: string;
  readonly steps: number;
  readonly guidance: number;
  readonly seed: number;
  readonly pace: number;
};

export type PixelQuestion = {
  readonly painter: Formula;
  readonly step: number;
  readonly row: number;
  readonly column: number;
};

/** A drawing, and the place in it, that a pixel comes from. */
export type Source = { readonly image: number; readonly row: number; readonly column: number; readonly weight: number };

export type PixelAnswer = {
  /** The largest shares, the largest first. */
  readonly sources: readonly Source[];
  /** How many there are in all. */
  readonly count: number;
};

/** What the worker with the formulas does. Arguments and results are plain data. */
export type FormulaTasks = {
  /** The drawings of a set, one after another: RGBA. */
  pictures(set: SetName): Uint8ClampedArray;
  /** The best guess for a noisy picture. */
  guess(learned: Learned, noisy: Tensor, level: Level): RasterImage;
  paint(order: FormulaOrder): undefined;
  sourcesOf(question: PixelQuestion): PixelAnswer | undefined;
};

/** What the worker with the network does. */
export type NetworkTasks = {
  load(): undefined;
  paint(order: NetworkOrder): undefined;
};
