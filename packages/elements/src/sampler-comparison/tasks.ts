import type { RasterImage } from "@alt2img/core";
import type { Patch } from "../attribution/tasks.js";
import type { SetName } from "../drawings/sheets.js";

/** A sampler and its number of steps. */
export type SamplerSteps = { readonly sampler: string; readonly steps: number };

/** What one sampler draws. Plain data. */
export type SampledPicture = SamplerSteps & {
  readonly image: RasterImage;
  /** How often the denoiser was asked. */
  readonly calls: number;
};

export type FormulaOrder = {
  readonly set: SetName;
  readonly patch: Patch;
  /** Of the noise that all begin with. */
  readonly seed: number;
  readonly runs: readonly SamplerSteps[];
};

export type ComparisonTasks = {
  /** Draws by the formula; each picture comes as a part, in the order of the runs. */
  compare(order: FormulaOrder): undefined;
};
