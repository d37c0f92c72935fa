import { Alt2imgError } from "@alt2img/core";
import type { SchedulerConfig } from "../scheduler-config.js";
import { spacedTimesteps } from "../spacing.js";
import type { LevelOptions, Levels } from "./levels.js";

/**
 * Consistency models: a selection of the Karras sigmas of the training. They end at the smallest sigma, where the model is the
 * identity.
 *
 * @see Song et al. 2023, https://arxiv.org/abs/2303.01469; diffusers' `scheduling_consistency_models.py`
 */
export function consistencyLevels({ fields }: SchedulerConfig, steps: number, options: LevelOptions): Levels {
  const { num_train_timesteps: trainTimesteps, rho } = fields;
  const [min, max] = [fields.sigma_min!, fields.sigma_max!];
  const told = (sigma: number): number => 250 * Math.log(sigma);
  if (options.sigmas) {
    const sigmas = Float64Array.from(options.sigmas);
    return { sigmas, timesteps: sigmas.slice(0, -1).map(told) };
  }
  if (steps > trainTimesteps)
    throw new Alt2imgError(
      "diffusion/steps",
      `${steps} steps are more than the ${trainTimesteps} levels of the training; take at most ${trainTimesteps}.`,
    );
  const levels = options.timesteps
    ? Float64Array.from(options.timesteps)
    : spacedTimesteps("leading", steps, trainTimesteps);
  const [low, high] = [min ** (1 / rho), max ** (1 / rho)];
  const share = (level: number): number => (trainTimesteps > 1 ? level / (trainTimesteps - 1) : 0);
  const sigmas = levels.reverse().map((level) => (high + share(level) * (low - high)) ** rho);
  return { sigmas: Float64Array.of(...sigmas, min), timesteps: sigmas.map(told) };
}
