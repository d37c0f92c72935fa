/** Options of `scheduleFromConfig`. */
export type ScheduleOptions = {
  /** Falling timesteps in place of spaced ones: as many as steps. Not with Karras, exponential, beta or flow sigmas. */
  readonly timesteps?: readonly number[] | undefined;
  /**
   * Falling sigmas in place of the config's: `steps + 1` with the last one, the end. For a rectified flow, `steps` times from 1
   * down, which are then shifted: diffusers' pipelines give 1, 1 − 1 / steps, … so.
   */
  readonly sigmas?: readonly number[] | undefined;
  /** For configs with `use_dynamic_shifting`: `dynamicShift(imageTokens)`. */
  readonly mu?: number | undefined;
  /**
   * Image to image: the share of the steps that is taken, as in `cutByStrength`. LCM and TCD spread all steps over that share
   * of their training timesteps instead.
   */
  readonly strength?: number | undefined;
  /** LCM and TCD: the steps of the distillation, in place of the config's. */
  readonly originalInferenceSteps?: number | undefined;
  /**
   * Does what diffusers 0.42.1 does where it isn't consistent: with `"trailing"` spacing, one timestep too many (−1) for 62 of
   * the step counts up to 1,000; in DDIM and PNDM, steps that end at `timestep − ⌊trainTimesteps / steps⌋` even if the next
   * timestep is another one (see `Schedule.targets`).
   */
  readonly likeDiffusers?: boolean | undefined;
};
