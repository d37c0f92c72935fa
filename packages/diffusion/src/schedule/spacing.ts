import { Alt2imgError } from "@alt2img/core";
import { checkSteps } from "./check-range.js";
import { linspace } from "./linspace.js";

/** How a sampler's timesteps are spread over those of the training. */
export type TimestepSpacing = "linspace" | "leading" | "trailing";

/** Rounds halves to the even neighbour, as NumPy and IEEE 754 do. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}

/** Settings of `spacedTimesteps`. */
export type SpacingOptions = {
  /** Added to every timestep of `"leading"`; Stable Diffusion takes 1. */
  readonly stepsOffset?: number | undefined;
  /** Round `"linspace"` to whole timesteps. By default it isn't. */
  readonly round?: boolean | undefined;
  /** Make one timestep more and drop the last one, as multistep DPM-Solver does: it leaves out timestep 0. */
  readonly withoutLast?: boolean | undefined;
  /** Timesteps from this one on aren't used; by default, all are. */
  readonly end?: number | undefined;
  /** Count `"trailing"` timesteps as diffusers does: one too many, −1, for 62 of the step counts up to 1,000. */
  readonly floatArange?: boolean | undefined;
};

/**
 * The timesteps that a network is told, falling.
 *
 * - `"leading"`: whole steps from 0 up, so the noisiest timesteps may be left out;
 * - `"linspace"`: from the last timestep to 0, both included;
 * - `"trailing"`: steps from the last timestep down, so the last step goes from a noisy level to the clean image.
 *
 * @param steps network calls, at least 1. With `"trailing"` and `end`, fewer timesteps can come out.
 * @param trainTimesteps number of timesteps of the training, mostly 1,000
 * @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1, or if `"leading"` has no whole step for that
 *   many calls
 * @see Lin et al. 2024, table 2, https://arxiv.org/abs/2305.08891
 */
export function spacedTimesteps(
  spacing: TimestepSpacing,
  steps: number,
  trainTimesteps: number,
  {
    stepsOffset = 0,
    round = false,
    withoutLast = false,
    end = trainTimesteps,
    floatArange = false,
  }: SpacingOptions = {},
): Float64Array {
  checkSteps(steps);
  const count = withoutLast ? steps + 1 : steps;
  switch (spacing) {
    case "linspace": {
      const timesteps = linspace(0, end - 1, count)
        .reverse()
        .subarray(0, steps);
      return timesteps.map((timestep) => (round ? roundHalfToEven(timestep) : Math.fround(timestep)));
    }
    case "leading": {
      const ratio = Math.floor(end / count);
      if (ratio < 1)
        throw new Alt2imgError(
          "diffusion/steps",
          `${steps} steps don't fit into ${end} timesteps with "leading" spacing: take at most ${withoutLast ? end - 1 : end}, or another spacing.`,
        );
      return Float64Array.from({ length: steps }, (_, i) => (count - 1 - i) * ratio + stepsOffset);
    }
    case "trailing": {
      const ratio = trainTimesteps / steps;
      // NumPy's arange takes its step from the first two values, and its length from a division that is rounded.
      const step = end - ratio - end;
      const length = Math.ceil(floatArange ? end / ratio : (end * steps) / trainTimesteps);
      return Float64Array.from({ length }, (_, i) => roundHalfToEven(end + i * step) - 1);
    }
  }
}
