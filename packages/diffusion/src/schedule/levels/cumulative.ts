import { Alt2imgError } from "@alt2img/core";
import { sigmaOf, timestepOf } from "../noise-table.js";
import { noiseTableOf, type SchedulerConfig } from "../scheduler-config.js";
import { roundHalfToEven, spacedTimesteps } from "../spacing.js";
import type { LevelOptions, Levels } from "./levels.js";

/**
 * DDPM, DDIM and PNDM: whole timesteps of the training.
 *
 * @see `set_timesteps` and `step` in diffusers' `scheduling_ddim.py`, `scheduling_ddpm.py` and `scheduling_pndm.py`
 */
export function cumulativeLevels(config: SchedulerConfig, steps: number, options: LevelOptions): Levels {
  const { className, fields } = config;
  const table = noiseTableOf(config);
  const trainTimesteps = fields.num_train_timesteps;
  if (options.sigmas) {
    const sigmas = Float64Array.from(options.sigmas);
    return { sigmas, timesteps: sigmas.slice(0, -1).map((sigma) => roundHalfToEven(timestepOf(table, sigma))) };
  }
  if (steps > trainTimesteps)
    throw new Alt2imgError(
      "diffusion/steps",
      `${steps} steps are more than the ${trainTimesteps} timesteps of the training; take at most ${trainTimesteps}.`,
    );
  const timesteps = options.timesteps
    ? Float64Array.from(options.timesteps)
    : spacedTimesteps(fields.timestep_spacing, steps, trainTimesteps, {
        stepsOffset: fields.steps_offset,
        round: true,
        floatArange: options.likeDiffusers,
      });
  const end = fields.set_alpha_to_one ? 0 : sigmaOf(table, 0);
  // Python takes the timestep −1, the one too many, from the end of the table.
  const sigmas = timesteps.map((timestep) => sigmaOf(table, timestep < 0 ? trainTimesteps + timestep : timestep));
  const levels = { timesteps, sigmas: Float64Array.of(...sigmas, end) };
  if (!options.likeDiffusers || className === "DDPMScheduler") return levels;
  const stride = Math.floor(trainTimesteps / steps);
  const targets = timesteps.map((timestep) => (timestep < stride ? end : sigmaOf(table, timestep - stride)));
  return { ...levels, targets };
}
