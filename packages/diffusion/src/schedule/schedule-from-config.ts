import { Alt2imgError } from "@alt2img/core";
import { consistencyLevels } from "./levels/consistency.js";
import { cumulativeLevels } from "./levels/cumulative.js";
import { distilledLevels } from "./levels/distilled.js";
import { edmLevels } from "./levels/edm.js";
import { flowLevels } from "./levels/flow.js";
import { interpolatedLevels } from "./levels/interpolated.js";
import type { LevelOptions, Levels } from "./levels/levels.js";
import { multistepLevels } from "./levels/multistep.js";
import type { Schedule } from "./schedule.js";
import type { ScheduleOptions } from "./schedule-options.js";
import { schedulerClasses } from "./scheduler-classes.js";
import type { SchedulerConfig } from "./scheduler-config.js";
import { cutByStrength } from "./strength.js";

const families: Record<string, (config: SchedulerConfig, steps: number, options: LevelOptions) => Levels> = {
  interpolated: interpolatedLevels,
  multistep: multistepLevels,
  cumulative: cumulativeLevels,
  distilled: distilledLevels,
  flow: flowLevels,
  edm: edmLevels,
  consistency: consistencyLevels,
};

/**
 * The noise levels of a diffusers scheduler: the same timesteps and sigmas as its `set_timesteps`, but one level for each step.
 * (Heun and the two DPM2 of diffusers interleave the timesteps of their inner network calls; that is the sampler's matter.)
 *
 * Sigmas are relative to the clean image in every form, so diffusers' ᾱ is `1 / (1 + sigma²)` and its flow time
 * `sigma / (1 + sigma)`.
 *
 * @param steps at least 1. With `lambda_min_clipped` and `"trailing"` spacing, diffusers makes fewer, and so does this.
 * @throws Alt2imgError `diffusion/steps` if that many steps can't be made, `diffusion/schedule` if an option doesn't fit the config,
 *   `diffusion/strength` as `cutByStrength`
 */
export function scheduleFromConfig(config: SchedulerConfig, steps: number, options: ScheduleOptions = {}): Schedule {
  checkSteps(config, steps, options);
  const { family } = schedulerClasses[config.className];
  const { timesteps, sigmas, targets } = families[family]!(config, steps, options);
  checkSigmas(sigmas, config);
  if (sigmas[0] === Number.POSITIVE_INFINITY && config.form === "vp" && config.predictionType === "epsilon")
    throw new Alt2imgError(
      "diffusion/schedule",
      'The first level is pure noise, which a network with prediction_type "epsilon" can\'t denoise: set "v_prediction" or "sample" if it was trained so, rescale_betas_zero_snr to false, or timestep_spacing to "leading".',
    );
  const schedule = { form: config.form, sigmas, timesteps, ...(targets && { targets }) };
  return options.strength === undefined || family === "distilled"
    ? schedule
    : cutByStrength(schedule, options.strength);
}

function checkSteps(config: SchedulerConfig, steps: number, { timesteps, sigmas }: ScheduleOptions): void {
  if (!Number.isInteger(steps) || steps < 1 || steps > 100_000)
    throw new Alt2imgError(
      "diffusion/steps",
      `The number of steps is ${steps}; give a whole number from 1 to 100,000.`,
    );
  const { fields } = config;
  if (timesteps && sigmas) throw new Alt2imgError("diffusion/schedule", "Give timesteps or sigmas, not both.");
  const spread = (
    ["use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas", "use_lu_lambdas", "use_flow_sigmas"] as const
  ).find((name) => fields[name]);
  if (timesteps && spread && config.className !== "FlowMatchEulerDiscreteScheduler")
    throw new Alt2imgError(
      "diffusion/schedule",
      `timesteps can't be given with ${spread}: set it to false, or give sigmas.`,
    );
  if (timesteps && timesteps.length !== steps)
    throw new Alt2imgError(
      "diffusion/schedule",
      `${timesteps.length} timesteps are given for ${steps} steps; expected ${steps}.`,
    );
  const levels = config.form === "flow" ? steps : steps + 1;
  if (sigmas && sigmas.length !== levels)
    throw new Alt2imgError(
      "diffusion/schedule",
      `${sigmas.length} sigmas are given for ${steps} steps; expected ${levels}.`,
    );
  for (const [name, values] of [
    ["timesteps", timesteps],
    ["sigmas", sigmas],
  ] as const)
    values?.forEach((value, i) => {
      const finite = Number.isFinite(value) || (value === Number.POSITIVE_INFINITY && i === 0 && config.form === "vp");
      if (!finite || value < 0 || (i > 0 && value >= values[i - 1]!))
        throw new Alt2imgError("diffusion/schedule", `${name}[${i}] is ${value}; give falling numbers, none below 0.`);
    });
}

function checkSigmas(sigmas: Float64Array, { form, className }: SchedulerConfig): void {
  const at = sigmas.findIndex((sigma) => !(sigma >= 0));
  if (at === -1) return;
  const advice =
    form === "flow"
      ? "a rectified flow takes sigmas, sigma_min and sigma_max for times, from 1 to 0"
      : "look at the betas and at sigma_min and sigma_max";
  throw new Alt2imgError("diffusion/schedule", `${className} comes to ${sigmas[at]} for sigmas[${at}]: ${advice}.`);
}

/**
 * What noise of standard deviation 1 is multiplied with for a start from pure noise. With `"leading"` spacing, diffusers' Euler
 * and its kin start with a little more than the first sigma, `√(sigma² + 1)`, as if there were an image of variance 1 in it.
 *
 * @param schedule uncut
 * @see `init_noise_sigma` in diffusers
 */
export function initNoiseSigma({ className, fields }: SchedulerConfig, { sigmas }: Schedule): number {
  switch (schedulerClasses[className].family) {
    case "interpolated":
      return fields.timestep_spacing === "leading" ? Math.hypot(sigmas[0]!, 1) : sigmas[0]!;
    case "edm":
      return Math.hypot(fields.sigma_max!, 1);
    case "consistency":
      return fields.sigma_max!;
    default:
      return 1;
  }
}
