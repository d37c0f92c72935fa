import type { SchedulerFields } from "./scheduler-fields.js";

/** The schedulers of diffusers whose configs can be read. */
export type SchedulerClass =
  | "CMStochasticIterativeScheduler"
  | "DDIMScheduler"
  | "DDPMScheduler"
  | "DEISMultistepScheduler"
  | "DPMSolverMultistepScheduler"
  | "DPMSolverSDEScheduler"
  | "DPMSolverSinglestepScheduler"
  | "EDMDPMSolverMultistepScheduler"
  | "EDMEulerScheduler"
  | "EulerAncestralDiscreteScheduler"
  | "EulerDiscreteScheduler"
  | "FlowMatchEulerDiscreteScheduler"
  | "FlowMatchHeunDiscreteScheduler"
  | "HeunDiscreteScheduler"
  | "KDPM2AncestralDiscreteScheduler"
  | "KDPM2DiscreteScheduler"
  | "LCMScheduler"
  | "LMSDiscreteScheduler"
  | "PNDMScheduler"
  | "TCDScheduler"
  | "UniPCMultistepScheduler";

/** The sampling method of a scheduler. Methods that differ in order or solver share a name; the config's fields tell which. */
export type SamplerName =
  | "euler"
  | "euler_ancestral"
  | "heun"
  | "dpm2"
  | "dpm2_ancestral"
  | "lms"
  | "dpm_multistep"
  | "dpm_singlestep"
  | "dpm_sde"
  | "ddpm"
  | "ddim"
  | "pndm"
  | "deis"
  | "unipc"
  | "lcm"
  | "tcd"
  | "consistency";

/** How a class makes its levels; one function each in `schedule-from-config.ts`. */
type LevelFamily = "interpolated" | "multistep" | "cumulative" | "distilled" | "flow" | "edm" | "consistency";

/** What one class of diffusers 0.42.1 takes. */
export type SchedulerTraits = {
  readonly sampler: SamplerName;
  readonly family: LevelFamily;
  /** The fields that its constructor takes, with its defaults. */
  readonly defaults: Partial<SchedulerFields>;
  /** What it accepts, where that is less than what the field can have. */
  readonly choices?: { readonly [Name in keyof SchedulerFields]?: readonly SchedulerFields[Name][] };
  /** What it reads as another value. */
  readonly aliases?: { readonly [Name in keyof SchedulerFields]?: Readonly<Record<string, SchedulerFields[Name]>> };
};

const training = {
  num_train_timesteps: 1000,
  beta_start: 0.0001,
  beta_end: 0.02,
  beta_schedule: "linear",
  trained_betas: null,
  prediction_type: "epsilon",
} as const;
const betas = { ...training, timestep_spacing: "linspace", steps_offset: 0 } as const;

const spread = { use_karras_sigmas: false, use_exponential_sigmas: false, use_beta_sigmas: false } as const;
/** `sigma_min` and `sigma_max` aren't arguments of every class, but all of these read them from a config. */
const bounds = { sigma_min: null, sigma_max: null } as const;
const stableDiffusion = { beta_start: 0.00085, beta_end: 0.012 } as const;
const clipping = { clip_sample: true, clip_sample_range: 1 } as const;
const thresholds = { thresholding: false, dynamic_thresholding_ratio: 0.995, sample_max_value: 1 } as const;
const flowSigmas = {
  use_flow_sigmas: false,
  flow_shift: 1,
  use_dynamic_shifting: false,
  time_shift_type: "exponential",
} as const;
/** What all multistep and single-step solvers take. */
const solverLevels = { ...spread, ...bounds, ...thresholds, ...flowSigmas } as const;
const dpmSolver = { solver_order: 2, algorithm_type: "dpmsolver++", solver_type: "midpoint" } as const;

const betaSchedules = ["linear", "scaled_linear", "squaredcos_cap_v2"] as const;
const imagePredictions = ["epsilon", "sample", "v_prediction"] as const;
const fewBetas = { beta_schedule: betaSchedules, prediction_type: imagePredictions } as const;
const solverBetas = { beta_schedule: betaSchedules } as const;

const dpmAliases = {
  algorithm_type: { deis: "dpmsolver++" },
  solver_type: { logrho: "midpoint", bh1: "midpoint", bh2: "midpoint" },
} as const;

const distilled = /* @__PURE__ */ (() =>
  ({
    ...betas,
    ...stableDiffusion,
    ...thresholds,
    beta_schedule: "scaled_linear",
    timestep_spacing: "leading",
    original_inference_steps: 50,
    clip_sample: false,
    clip_sample_range: 1,
    set_alpha_to_one: true,
    timestep_scaling: 10,
    rescale_betas_zero_snr: false,
  }) as const)();

const edm = {
  num_train_timesteps: 1000,
  prediction_type: "epsilon",
  sigma_min: 0.002,
  sigma_max: 80,
  sigma_data: 0.5,
  sigma_schedule: "karras",
  rho: 7,
  final_sigmas_type: "zero",
} as const;

/** What each class takes, with the defaults of diffusers 0.42.1. Marked as pure, so that bundles without configs leave it out. */
export const schedulerClasses: { readonly [Name in SchedulerClass]: SchedulerTraits } = /* @__PURE__ */ (() => ({
  CMStochasticIterativeScheduler: {
    sampler: "consistency",
    family: "consistency",
    defaults: {
      num_train_timesteps: 40,
      sigma_min: 0.002,
      sigma_max: 80,
      sigma_data: 0.5,
      s_noise: 1,
      rho: 7,
      clip_denoised: true,
    },
  },
  DDIMScheduler: {
    sampler: "ddim",
    family: "cumulative",
    defaults: {
      ...betas,
      ...clipping,
      ...thresholds,
      timestep_spacing: "leading",
      set_alpha_to_one: true,
      rescale_betas_zero_snr: false,
    },
    choices: fewBetas,
  },
  DDPMScheduler: {
    sampler: "ddpm",
    family: "cumulative",
    defaults: {
      ...betas,
      ...clipping,
      ...thresholds,
      timestep_spacing: "leading",
      variance_type: "fixed_small",
      rescale_betas_zero_snr: false,
    },
    choices: { beta_schedule: [...betaSchedules, "laplace", "sigmoid"], prediction_type: imagePredictions },
  },
  DEISMultistepScheduler: {
    sampler: "deis",
    family: "multistep",
    defaults: {
      ...betas,
      ...solverLevels,
      solver_order: 2,
      algorithm_type: "deis",
      solver_type: "logrho",
      lower_order_final: true,
    },
    choices: { ...solverBetas, algorithm_type: ["deis"], solver_type: ["logrho"], time_shift_type: ["exponential"] },
    aliases: {
      algorithm_type: { dpmsolver: "deis", "dpmsolver++": "deis" },
      solver_type: { midpoint: "logrho", heun: "logrho", bh1: "logrho", bh2: "logrho" },
    },
  },
  DPMSolverMultistepScheduler: {
    sampler: "dpm_multistep",
    family: "multistep",
    defaults: {
      ...betas,
      ...solverLevels,
      ...dpmSolver,
      lower_order_final: true,
      euler_at_final: false,
      use_lu_lambdas: false,
      final_sigmas_type: "zero",
      lambda_min_clipped: -Infinity,
      variance_type: null,
      rescale_betas_zero_snr: false,
    },
    choices: {
      ...solverBetas,
      algorithm_type: ["dpmsolver", "dpmsolver++", "sde-dpmsolver", "sde-dpmsolver++"],
      solver_type: ["midpoint", "heun"],
      variance_type: [null, "learned", "learned_range"],
      time_shift_type: ["exponential"],
    },
    aliases: dpmAliases,
  },
  DPMSolverSDEScheduler: {
    sampler: "dpm_sde",
    family: "interpolated",
    defaults: { ...betas, ...stableDiffusion, ...spread, ...bounds, noise_sampler_seed: null },
    choices: fewBetas,
  },
  DPMSolverSinglestepScheduler: {
    sampler: "dpm_singlestep",
    family: "multistep",
    defaults: {
      ...training,
      ...solverLevels,
      ...dpmSolver,
      lower_order_final: false,
      final_sigmas_type: "zero",
      lambda_min_clipped: -Infinity,
      variance_type: null,
    },
    choices: {
      ...solverBetas,
      solver_order: [1, 2, 3],
      algorithm_type: ["dpmsolver", "dpmsolver++", "sde-dpmsolver++"],
      solver_type: ["midpoint", "heun"],
      variance_type: [null, "learned", "learned_range"],
      time_shift_type: ["exponential"],
    },
    aliases: dpmAliases,
  },
  EDMDPMSolverMultistepScheduler: {
    sampler: "dpm_multistep",
    family: "edm",
    defaults: {
      ...edm,
      ...thresholds,
      ...dpmSolver,
      lower_order_final: true,
      euler_at_final: false,
    },
    choices: {
      prediction_type: imagePredictions,
      algorithm_type: ["dpmsolver++", "sde-dpmsolver++"],
      solver_type: ["midpoint", "heun"],
    },
    aliases: dpmAliases,
  },
  EDMEulerScheduler: {
    sampler: "euler",
    family: "edm",
    defaults: edm,
    choices: { prediction_type: imagePredictions },
  },
  EulerAncestralDiscreteScheduler: {
    sampler: "euler_ancestral",
    family: "interpolated",
    defaults: { ...betas, rescale_betas_zero_snr: false },
    choices: fewBetas,
  },
  EulerDiscreteScheduler: {
    sampler: "euler",
    family: "interpolated",
    defaults: {
      ...betas,
      ...spread,
      ...bounds,
      interpolation_type: "linear",
      timestep_type: "discrete",
      rescale_betas_zero_snr: false,
      final_sigmas_type: "zero",
    },
    choices: fewBetas,
  },
  FlowMatchEulerDiscreteScheduler: {
    sampler: "euler",
    family: "flow",
    defaults: {
      ...spread,
      ...bounds,
      num_train_timesteps: 1000,
      prediction_type: "flow_prediction",
      shift: 1,
      use_dynamic_shifting: false,
      base_shift: 0.5,
      max_shift: 1.15,
      base_image_seq_len: 256,
      max_image_seq_len: 4096,
      invert_sigmas: false,
      shift_terminal: null,
      time_shift_type: "exponential",
      stochastic_sampling: false,
    },
    choices: { prediction_type: ["flow_prediction"] },
  },
  FlowMatchHeunDiscreteScheduler: {
    sampler: "heun",
    family: "flow",
    defaults: { num_train_timesteps: 1000, prediction_type: "flow_prediction", shift: 1 },
    choices: { prediction_type: ["flow_prediction"] },
  },
  HeunDiscreteScheduler: {
    sampler: "heun",
    family: "interpolated",
    defaults: { ...betas, ...stableDiffusion, ...spread, ...bounds, clip_sample: false, clip_sample_range: 1 },
    choices: { beta_schedule: [...betaSchedules, "exp"], prediction_type: imagePredictions },
  },
  KDPM2AncestralDiscreteScheduler: {
    sampler: "dpm2_ancestral",
    family: "interpolated",
    defaults: { ...betas, ...stableDiffusion, ...spread, ...bounds },
    choices: fewBetas,
  },
  KDPM2DiscreteScheduler: {
    sampler: "dpm2",
    family: "interpolated",
    defaults: { ...betas, ...stableDiffusion, ...spread, ...bounds },
    choices: fewBetas,
  },
  LCMScheduler: { sampler: "lcm", family: "distilled", defaults: distilled, choices: fewBetas },
  LMSDiscreteScheduler: {
    sampler: "lms",
    family: "interpolated",
    defaults: { ...betas, ...spread, ...bounds },
    choices: fewBetas,
  },
  PNDMScheduler: {
    sampler: "pndm",
    family: "cumulative",
    defaults: { ...betas, timestep_spacing: "leading", skip_prk_steps: false, set_alpha_to_one: false },
    choices: fewBetas,
  },
  TCDScheduler: { sampler: "tcd", family: "distilled", defaults: distilled, choices: fewBetas },
  UniPCMultistepScheduler: {
    sampler: "unipc",
    family: "multistep",
    defaults: {
      ...betas,
      ...solverLevels,
      solver_order: 2,
      predict_x0: true,
      solver_type: "bh2",
      lower_order_final: true,
      disable_corrector: [],
      final_sigmas_type: "zero",
      rescale_betas_zero_snr: false,
      shift_terminal: null,
    },
    choices: { ...solverBetas, solver_type: ["bh1", "bh2"] },
    aliases: { solver_type: { midpoint: "bh2", heun: "bh2", logrho: "bh2" } },
  },
}))();
