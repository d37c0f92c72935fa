import { exponentialSigmas } from "../exponential.js";
import { karrasSigmas } from "../karras.js";
import type { SchedulerConfig } from "../scheduler-config.js";
import type { LevelOptions, Levels } from "./levels.js";

/**
 * EDM's schedulers: the network is told a quarter of the logarithm of sigma.
 *
 * For one step of the exponential schedule, diffusers takes the smallest sigma; this takes the largest, as for Karras's.
 *
 * @see Karras et al. 2022, table 1, https://arxiv.org/abs/2206.00364; diffusers' `scheduling_edm_euler.py`
 */
export function edmLevels({ className, fields }: SchedulerConfig, steps: number, options: LevelOptions): Levels {
  const told = (sigmas: Float64Array): Float64Array => sigmas.slice(0, -1).map((sigma) => 0.25 * Math.log(sigma));
  if (options.sigmas) {
    const sigmas = Float64Array.from(options.sigmas);
    return { sigmas, timesteps: told(sigmas) };
  }
  const { rho, sigma_schedule, final_sigmas_type } = fields;
  const [min, max] = [fields.sigma_min!, fields.sigma_max!];
  const sigmas =
    sigma_schedule === "karras" ? karrasSigmas(steps, min, max, { rho }) : exponentialSigmas(steps, min, max);
  if (final_sigmas_type === "sigma_min") sigmas[steps] = className === "EDMEulerScheduler" ? sigmas[steps - 1]! : min;
  return { sigmas, timesteps: told(sigmas) };
}
