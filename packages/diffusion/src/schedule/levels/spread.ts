import { betaSigmas } from "../beta.js";
import { exponentialSigmas } from "../exponential.js";
import { karrasSigmas } from "../karras.js";
import type { SchedulerConfig } from "../scheduler-config.js";

/** Which of its ways to spread sigmas a config asks for. */
export type Spread = "karras" | "exponential" | "beta" | "lu";

export function spreadOf({ fields }: SchedulerConfig): Spread | undefined {
  if (fields.use_karras_sigmas) return "karras";
  if (fields.use_exponential_sigmas) return "exponential";
  if (fields.use_beta_sigmas) return "beta";
  return fields.use_lu_lambdas ? "lu" : undefined;
}

/**
 * Spreads sigmas between the largest and the smallest one that the timesteps have, or between those of the config.
 *
 * @returns one for each step, without the end
 * @see `_convert_to_karras`, `_convert_to_exponential`, `_convert_to_beta`, `_convert_to_lu` in diffusers
 */
export function spreadSigmas(
  config: SchedulerConfig,
  spread: Spread,
  steps: number,
  max: number,
  min: number,
): Float64Array {
  const { className, fields } = config;
  const fixed = spread === "lu" || (spread === "karras" && /^(LMSDiscrete|DPMSolverSDE)/.test(className));
  const low = fixed ? min : (fields.sigma_min ?? min);
  const high = fixed ? max : (fields.sigma_max ?? max);
  const make = { karras: karrasSigmas, exponential: exponentialSigmas, beta: betaSigmas, lu: exponentialSigmas }[
    spread
  ];
  return make(steps, low, high).subarray(0, -1);
}
