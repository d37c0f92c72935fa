import { linspaceFloat32 } from "../linspace.js";
import { sigmaOf, timestepOf } from "../noise-table.js";
import { noiseTableOf, type SchedulerConfig } from "../scheduler-config.js";
import { roundHalfToEven, spacedTimesteps } from "../spacing.js";
import type { LevelOptions, Levels } from "./levels.js";
import { spreadOf, spreadSigmas } from "./spread.js";

/**
 * The Euler, Heun, DPM2, LMS and DPM++ SDE schedulers: fractions of a timestep are allowed.
 *
 * @see `set_timesteps` in diffusers' `scheduling_euler_discrete.py`
 */
export function interpolatedLevels(config: SchedulerConfig, steps: number, options: LevelOptions): Levels {
  const { className, fields } = config;
  const table = noiseTableOf(config);
  const trainTimesteps = table.alphasCumprod.length;
  const continuous = fields.timestep_type === "continuous" && fields.prediction_type === "v_prediction";
  const toldOf = (sigma: number): number => (continuous ? 0.25 * Math.log(sigma) : timestepOf(table, sigma));
  if (options.sigmas) {
    const sigmas = Float64Array.from(options.sigmas);
    return { sigmas, timesteps: sigmas.slice(0, -1).map(toldOf) };
  }
  const timesteps = options.timesteps
    ? Float64Array.from(options.timesteps)
    : spacedTimesteps(fields.timestep_spacing, steps, fields.num_train_timesteps, {
        stepsOffset: fields.steps_offset,
        floatArange: options.likeDiffusers,
      });
  const end = fields.final_sigmas_type === "sigma_min" ? sigmaOf(table, 0) : 0;
  const logLinear = fields.interpolation_type === "log_linear";
  const range = [sigmaOf(table, trainTimesteps - 1), sigmaOf(table, 0)].map((sigma) => Math.fround(Math.log(sigma)));
  const sigmas = logLinear
    ? Float64Array.from(linspaceFloat32(range[0]!, range[1]!, timesteps.length + 1), Math.exp)
    : timesteps.map((timestep) => sigmaOf(table, timestep));
  const spread = spreadOf(config);
  if (spread) {
    const levels = spreadSigmas(config, spread, steps, sigmas[0]!, sigmas.at(-1)!);
    const rounded = spread === "karras" && className.startsWith("KDPM2");
    return {
      sigmas: Float64Array.of(...levels, end),
      timesteps: levels.map(toldOf).map((timestep) => (rounded ? roundHalfToEven(timestep) : timestep)),
    };
  }
  return {
    // With log-linear interpolation, there is a level more already; diffusers appends another that no step reaches.
    sigmas: logLinear ? sigmas : Float64Array.of(...sigmas, end),
    timesteps: continuous ? sigmas.slice(0, timesteps.length).map(toldOf) : timesteps,
  };
}
