import { Alt2imgError } from "@alt2img/core";
import { clipDenoised, thresholdDenoised } from "../denoiser/limit-denoised.js";
import { sampleConsistency } from "../sampler/consistency.js";
import { sampleDdim } from "../sampler/ddim.js";
import { sampleDdpm } from "../sampler/ddpm.js";
import { sampleDeis } from "../sampler/deis.js";
import { sampleDpmMultistep } from "../sampler/dpm-multistep.js";
import { sampleDpmSinglestep } from "../sampler/dpm-singlestep.js";
import { sampleDpm2 } from "../sampler/dpm2.js";
import { sampleDpm2Ancestral } from "../sampler/dpm2-ancestral.js";
import { sampleDpmppSde } from "../sampler/dpmpp-sde.js";
import { sampleEuler } from "../sampler/euler.js";
import { sampleEulerAncestral } from "../sampler/euler-ancestral.js";
import { sampleHeun } from "../sampler/heun.js";
import { sampleLcm } from "../sampler/lcm.js";
import { sampleLms } from "../sampler/lms.js";
import { samplePndm } from "../sampler/pndm.js";
import type { Sampler, StochasticOptions } from "../sampler/sampler.js";
import { sampleTcd } from "../sampler/tcd.js";
import { sampleUnipc } from "../sampler/unipc.js";
import { sigmaOf } from "../schedule/noise-table.js";
import type { Level, Schedule } from "../schedule/schedule.js";
import { noiseTableOf, type SchedulerConfig } from "../schedule/scheduler-config.js";

/**
 * The sampler that a scheduler's config describes, with its options.
 *
 * @param eta of DDIM and TCD; 0 as in diffusers' pipelines (its TCDScheduler has 0.3 on its own)
 * @throws Alt2imgError `diffusion/sampler` for options that no sampler here has
 */
export function samplerFor(config: SchedulerConfig, eta = 0): Sampler<StochasticOptions> {
  const { fields } = config;
  const lowerOrderFinal = fields.lower_order_final;
  switch (config.sampler) {
    case "euler":
      return limited(fields.stochastic_sampling ? sampleConsistency : sampleEuler, config);
    case "euler_ancestral":
      return limited(sampleEulerAncestral, config);
    case "heun":
      return limited(sampleHeun, config);
    case "dpm2":
      return limited(sampleDpm2, config);
    case "dpm2_ancestral":
      return limited(sampleDpm2Ancestral, config);
    case "lms":
      return limited(sampleLms, config);
    case "dpm_sde":
      return limited(sampleDpmppSde, config);
    case "consistency":
      return limited(
        (denoise, x, schedule, options) =>
          sampleConsistency(denoise, x, schedule, { ...options, sigmaMin: fields.sigma_min ?? 0.002 }),
        config,
      );
    case "ddpm": {
      const { variance_type: varianceType } = fields;
      if (varianceType === "learned" || varianceType === "learned_range") throw learned(varianceType);
      return limited(
        (denoise, x, schedule, options) =>
          sampleDdpm(denoise, x, schedule, { ...options, varianceType: varianceType ?? undefined }),
        config,
      );
    }
    case "ddim":
      // It clips the clean image, but not the noise.
      return (denoise, x, schedule, options) =>
        sampleDdim(denoise, x, schedule, { ...options, ...limitsOf(config), eta });
    case "pndm":
      return (denoise, x, schedule, options) =>
        samplePndm(denoise, x, schedule, {
          ...options,
          rungeKutta: !fields.skip_prk_steps,
          halfway: fields.skip_prk_steps ? [] : halfway(config, schedule),
          extrapolated: fields.prediction_type === "v_prediction" ? "v_prediction" : "epsilon",
        });
    case "dpm_multistep":
      return limited(
        (denoise, x, schedule, options) =>
          sampleDpmMultistep(denoise, x, schedule, {
            ...options,
            ...solverOf(config),
            lowerOrderFinal,
            eulerAtFinal: fields.euler_at_final,
          }),
        config,
      );
    case "dpm_singlestep":
      // diffusers' default for the order of the last steps is false, but it lowers it anyway if the steps don't fit.
      return limited(
        (denoise, x, schedule, options) =>
          sampleDpmSinglestep(denoise, x, schedule, { ...options, ...solverOf(config), lowerOrderFinal: false }),
        config,
      );
    case "deis":
      return limited(
        (denoise, x, schedule, options) =>
          sampleDeis(denoise, x, schedule, { ...options, order: orderOf(config), lowerOrderFinal }),
        config,
      );
    case "unipc":
      return limited(
        (denoise, x, schedule, options) =>
          sampleUnipc(denoise, x, schedule, {
            ...options,
            order: orderOf(config),
            solverType: fields.solver_type === "bh1" ? "bh1" : "bh2",
            extrapolated: fields.predict_x0 ? "data" : "noise",
            lowerOrderFinal,
            disableCorrector: fields.disable_corrector,
          }),
        config,
      );
    case "lcm":
      return limited(
        (denoise, x, schedule, options) =>
          sampleLcm(denoise, x, schedule, { ...options, timestepScaling: fields.timestep_scaling }),
        config,
      );
    case "tcd": {
      const table = noiseTableOf(config);
      return limited(
        (denoise, x, schedule, options) =>
          sampleTcd(denoise, x, schedule, { ...options, eta, sigmaOf: (timestep) => sigmaOf(table, timestep) }),
        config,
      );
    }
  }
}

/** Clips the clean image before the sampler sees it. */
function limited(sampler: Sampler<StochasticOptions>, config: SchedulerConfig): Sampler<StochasticOptions> {
  const { clip, threshold } = limitsOf(config);
  if (threshold) return (denoise, ...rest) => sampler(thresholdDenoised(denoise, threshold), ...rest);
  return clip === undefined ? sampler : (denoise, ...rest) => sampler(clipDenoised(denoise, clip), ...rest);
}

function limitsOf({ thresholding, clipSampleRange }: SchedulerConfig): {
  clip?: number | undefined;
  threshold?: { ratio: number; max: number };
} {
  if (thresholding !== null) return { threshold: { ratio: thresholding.ratio, max: thresholding.maxValue } };
  return { clip: clipSampleRange ?? undefined };
}

function solverOf(config: SchedulerConfig): {
  order: 1 | 2 | 3;
  extrapolated: "data" | "noise";
  solverType: "midpoint" | "heun";
  eta: 0 | 1;
} {
  const { algorithm_type: algorithm, solver_type: solverType } = config.fields;
  if (algorithm === "sde-dpmsolver") {
    throw unsupported(`algorithm_type "${algorithm}"`, 'Set it to "sde-dpmsolver++" or "dpmsolver++".');
  }
  return {
    order: orderOf(config),
    extrapolated: algorithm === "dpmsolver" ? "noise" : "data",
    solverType: solverType === "heun" ? "heun" : "midpoint",
    eta: algorithm === "sde-dpmsolver++" ? 1 : 0,
  };
}

function orderOf({ fields: { solver_order: order } }: SchedulerConfig): 1 | 2 | 3 {
  if (order === 1 || order === 2 || order === 3) return order;
  throw unsupported(`solver_order ${order}`, "Set it to 1, 2 or 3.");
}

/** Where diffusers puts the middle calls of PNDM's first three steps. */
function halfway(config: SchedulerConfig, { form, timesteps }: Schedule): Level[] {
  const table = noiseTableOf(config);
  const half = Math.floor(Math.floor(config.fields.num_train_timesteps / timesteps.length) / 2);
  return Array.from(timesteps.slice(1, 4), (next) => next + half).map((timestep) => ({
    form,
    timestep,
    sigma: sigmaOf(table, timestep),
  }));
}

const learned = (type: string): Alt2imgError =>
  unsupported(`variance_type "${type}"`, 'Networks that predict a variance can\'t be used. Set "fixed_small".');

const unsupported = (what: string, advice: string): Alt2imgError =>
  new Alt2imgError("diffusion/sampler", `scheduler_config.json has ${what}, which isn't supported. ${advice}`);
