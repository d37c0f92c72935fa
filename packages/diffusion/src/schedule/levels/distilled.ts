import { Alt2imgError } from "@alt2img/core";
import { sigmaOf, timestepOf } from "../noise-table.js";
import { noiseTableOf, type SchedulerConfig } from "../scheduler-config.js";
import { roundHalfToEven } from "../spacing.js";
import type { LevelOptions, Levels } from "./levels.js";

/**
 * LCM and TCD: a selection of the timesteps of the distillation, the noisiest first. LCM ends at the clean image, TCD at the
 * first timestep.
 *
 * @see Luo et al. 2023, section 4.3, https://arxiv.org/abs/2310.04378; `set_timesteps` in diffusers' `scheduling_lcm.py`
 */
export function distilledLevels(config: SchedulerConfig, steps: number, options: LevelOptions): Levels {
  const { className, fields } = config;
  const table = noiseTableOf(config);
  const end = className === "TCDScheduler" ? sigmaOf(table, 0) : 0;
  if (options.sigmas) {
    const sigmas = Float64Array.from(options.sigmas);
    return { sigmas, timesteps: sigmas.slice(0, -1).map((sigma) => roundHalfToEven(timestepOf(table, sigma))) };
  }
  const timesteps = options.timesteps ? Float64Array.from(options.timesteps) : select(fields, steps, options);
  return { timesteps, sigmas: Float64Array.of(...timesteps.map((timestep) => sigmaOf(table, timestep)), end) };
}

function select(fields: SchedulerConfig["fields"], steps: number, options: LevelOptions): Float64Array {
  const { originalInferenceSteps: original = fields.original_inference_steps, strength = 1 } = options;
  if (!(strength >= 0 && strength <= 1))
    throw new Alt2imgError("diffusion/strength", `The strength is ${strength}; give a number from 0 to 1.`);
  if (!Number.isInteger(original) || original < 1 || original > fields.num_train_timesteps)
    throw new Alt2imgError(
      "diffusion/steps",
      `The distillation has ${original} steps; expected a whole number from 1 to ${fields.num_train_timesteps}, the timesteps of the training.`,
    );
  const available = Math.trunc(original * strength);
  if (steps > available)
    throw new Alt2imgError(
      "diffusion/steps",
      `${steps} steps are more than this model was distilled for: take at most ${available}${strength < 1 ? ` at a strength of ${strength}` : ""}, or raise original_inference_steps of its scheduler.`,
    );
  const stride = Math.floor(fields.num_train_timesteps / original);
  const pace = available / steps;
  return Float64Array.from({ length: steps }, (_, i) => (available - Math.floor(i * pace)) * stride - 1);
}
