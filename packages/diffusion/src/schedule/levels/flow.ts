import { Alt2imgError } from "@alt2img/core";
import { shiftFlowTime, sigmaOfFlowTime, stretchToTerminal } from "../flow.js";
import { linspace } from "../linspace.js";
import type { SchedulerConfig } from "../scheduler-config.js";
import type { LevelOptions, Levels } from "./levels.js";
import { dynamicShiftOf } from "./multistep.js";
import { spreadOf, spreadSigmas } from "./spread.js";

/**
 * The schedulers for rectified flows. Without given sigmas, diffusers shifts twice: the ends of the range, then every time.
 *
 * With `invert_sigmas`, diffusers counts the share of the image instead of that of the noise; the levels stay as they are, and
 * the network is told the complement.
 *
 * @see `set_timesteps` in diffusers' `scheduling_flow_match_euler_discrete.py` and `scheduling_flow_match_heun_discrete.py`
 */
export function flowLevels(config: SchedulerConfig, steps: number, options: LevelOptions): Levels {
  const { fields } = config;
  const trainTimesteps = fields.num_train_timesteps;
  if (options.mu !== undefined && !fields.use_dynamic_shifting)
    throw new Alt2imgError(
      "diffusion/schedule",
      "mu is given, but the config has no use_dynamic_shifting: leave mu out.",
    );
  const shift = fields.use_dynamic_shifting ? dynamicShiftOf(fields, options.mu) : fields.shift;
  const first = fields.use_dynamic_shifting ? 1 / trainTimesteps : shiftFlowTime(1 / trainTimesteps, shift);
  const given = options.sigmas ?? options.timesteps?.map((timestep) => timestep / trainTimesteps);
  const even = given ? Float64Array.from(given) : linspace(1, first, steps);
  const shifted = even.map((time) => shiftFlowTime(time, shift));
  const stretched = fields.shift_terminal ? stretchToTerminal(shifted, fields.shift_terminal) : shifted;
  const spread = spreadOf(config);
  const times = spread ? spreadSigmas(config, spread, steps, stretched[0]!, stretched.at(-1)!) : stretched;
  const told = times.map((time) => (fields.invert_sigmas ? 1 - time : time) * trainTimesteps);
  return {
    sigmas: Float64Array.of(...times.map(sigmaOfFlowTime), 0),
    timesteps: options.timesteps && !fields.invert_sigmas ? Float64Array.from(options.timesteps) : told,
  };
}
