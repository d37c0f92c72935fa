import type { ScheduleOptions } from "../schedule-options.js";

/** The levels of a schedule, as `Schedule` has them. */
export type Levels = {
  /** One for each step. */
  readonly timesteps: Float64Array;
  /** One more than timesteps; relative to the clean image. */
  readonly sigmas: Float64Array;
  readonly targets?: Float64Array;
};

export type LevelOptions = Omit<ScheduleOptions, "strength"> & { readonly strength?: number | undefined };
