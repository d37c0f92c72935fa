import { Alt2imgError } from "@alt2img/core";
import { shiftFlowTime, sigmaOfFlowTime, stretchToTerminal } from "../flow.js";
import { linspace } from "../linspace.js";
import { type NoiseTable, sigmaOf, timestepOf } from "../noise-table.js";
import { noiseTableOf, type SchedulerConfig } from "../scheduler-config.js";
import { roundHalfToEven, spacedTimesteps } from "../spacing.js";
import type { LevelOptions, Levels } from "./levels.js";
import { spreadOf, spreadSigmas } from "./spread.js";

/**
 * DPM-Solver, DEIS and UniPC: whole timesteps of the training, without timestep 0.
 *
 * @see `set_timesteps` in diffusers' `scheduling_dpmsolver_multistep.py`, `scheduling_dpmsolver_singlestep.py`,
 *   `scheduling_deis_multistep.py` and `scheduling_unipc_multistep.py`
 */
export function multistepLevels(config: SchedulerConfig, steps: number, options: LevelOptions): Levels {
  const { className, fields } = config;
  const table = noiseTableOf(config);
  const largest = sigmaOf(table, table.alphasCumprod.length - 1);
  const smallest = sigmaOf(table, 0);
  const spread = spreadOf(config);
  const unipc = className === "UniPCMultistepScheduler";
  if (fields.use_flow_sigmas) {
    const times = spread
      ? spreadSigmas(config, spread, steps, largest, smallest).map((sigma) => sigma / (sigma + 1))
      : (unipc ? unipcFlowTimes : solverFlowTimes)(config, steps, options);
    const end = endOf(config, times.at(-1)!, unipc ? times.at(-1)! : smallest);
    return {
      sigmas: Float64Array.of(...times, end).map(sigmaOfFlowTime),
      timesteps: times.map((time) => Math.trunc(time * fields.num_train_timesteps)),
    };
  }
  if (options.sigmas) {
    const sigmas = Float64Array.from(options.sigmas);
    return { sigmas, timesteps: sigmas.slice(0, -1).map((sigma) => roundHalfToEven(timestepOf(table, sigma))) };
  }
  if (spread) {
    const sigmas = spreadSigmas(config, spread, steps, largest, smallest);
    const cosine = className === "DPMSolverMultistepScheduler" && fields.beta_schedule === "squaredcos_cap_v2";
    const round = (spread === "karras" || spread === "lu") && !cosine ? roundHalfToEven : Math.trunc;
    const end = endOf(config, sigmas.at(-1)!, unipc ? sigmas.at(-1)! : smallest);
    return {
      sigmas: Float64Array.of(...sigmas, end),
      timesteps: sigmas.map((sigma) => round(timestepOf(table, sigma))),
    };
  }
  const timesteps = options.timesteps
    ? Float64Array.from(options.timesteps)
    : spacedTimesteps(fields.timestep_spacing, steps, fields.num_train_timesteps, {
        stepsOffset: fields.steps_offset,
        round: true,
        withoutLast: true,
        end: fields.num_train_timesteps - clippedTimesteps(table, fields.lambda_min_clipped),
        floatArange: options.likeDiffusers,
      });
  const sigmas = timesteps.map((timestep) => sigmaOf(table, timestep));
  return { sigmas: Float64Array.of(...sigmas, endOf(config, smallest, smallest)), timesteps };
}

/** How many timesteps are noisier than a λ, the logarithm of α / σ = 1 / sigma. At least one is not. */
function clippedTimesteps(table: NoiseTable, lambdaMin: number): number {
  const lambdas = Array.from(table.alphasCumprod, (_, timestep) => -Math.log(sigmaOf(table, timestep)));
  const clipped = lambdas.filter((lambda) => lambda < lambdaMin).length;
  if (clipped < lambdas.length) return clipped;
  throw new Alt2imgError(
    "diffusion/schedule",
    `lambda_min_clipped is ${lambdaMin}, but λ is ${lambdas[0]!.toFixed(2)} at most in the training: no timestep would be left. Set it lower, such as -5.1.`,
  );
}

function endOf({ className, fields }: SchedulerConfig, last: number, smallest: number): number {
  if (className === "DEISMultistepScheduler") return last;
  return fields.final_sigmas_type === "sigma_min" ? smallest : 0;
}

function solverFlowTimes({ fields }: SchedulerConfig, steps: number, { mu, sigmas }: LevelOptions): Float64Array {
  if (mu !== undefined && !fields.use_dynamic_shifting)
    throw new Alt2imgError(
      "diffusion/schedule",
      "mu is given, but the config has no use_dynamic_shifting: leave mu out.",
    );
  const times = sigmas
    ? Float64Array.from(sigmas)
    : linspace(1, 1 / fields.num_train_timesteps, steps + 1)
        .map((alpha) => 1 - alpha)
        .reverse()
        .subarray(0, -1);
  const shift = mu === undefined ? fields.flow_shift : dynamicShiftOf(fields, mu);
  return times.map((time) => shiftFlowTime(time, shift));
}

function unipcFlowTimes({ fields }: SchedulerConfig, steps: number, { mu, sigmas }: LevelOptions): Float64Array {
  const given = sigmas
    ? Float64Array.from(sigmas)
    : linspace(1, 1 / fields.num_train_timesteps, steps + 1).subarray(0, -1);
  const shift = fields.use_dynamic_shifting ? dynamicShiftOf(fields, mu) : fields.flow_shift;
  const shifted = given.map((time) => shiftFlowTime(time, shift));
  const times = fields.shift_terminal ? stretchToTerminal(shifted, fields.shift_terminal) : shifted;
  // The solver divides by α = 1 − t, so it starts a little below 1.
  return times.map((time, i) => (i === 0 && Math.abs(time - 1) < 1e-6 ? time - 1e-6 : time));
}

/** The factor of a shift by μ. @throws Alt2imgError `diffusion/schedule` if μ isn't given, or the factor isn't above 0 and finite */
export function dynamicShiftOf({ time_shift_type }: SchedulerConfig["fields"], mu: number | undefined): number {
  if (mu === undefined)
    throw new Alt2imgError(
      "diffusion/schedule",
      "The config has use_dynamic_shifting, so the schedule depends on the picture's size: give mu, as dynamicShift makes it.",
    );
  const shift = time_shift_type === "exponential" ? Math.exp(mu) : mu;
  if (shift > 0 && shift < Number.POSITIVE_INFINITY) return shift;
  throw new Alt2imgError(
    "diffusion/schedule",
    `mu is ${mu}, which shifts by ${shift}; give mu as dynamicShift makes it.`,
  );
}
