import { Alt2imgError } from "@alt2img/core";
import type { TimestepSpacing } from "./spacing.js";

/**
 * The fields of a `scheduler_config.json`, in diffusers' spelling; what a class doesn't take has a value that changes nothing.
 *
 * @see the constructors in https://huggingface.co/docs/diffusers/api/schedulers/overview, version 0.42.1
 */
export type SchedulerFields = {
  readonly num_train_timesteps: number;
  readonly beta_start: number;
  readonly beta_end: number;
  readonly beta_schedule: "linear" | "scaled_linear" | "squaredcos_cap_v2" | "exp" | "laplace" | "sigmoid";
  readonly trained_betas: readonly number[] | null;
  readonly rescale_betas_zero_snr: boolean;
  readonly prediction_type: "epsilon" | "sample" | "v_prediction" | "flow_prediction";
  readonly timestep_spacing: TimestepSpacing;
  readonly steps_offset: number;
  readonly timestep_type: "discrete" | "continuous";
  readonly interpolation_type: "linear" | "log_linear";
  readonly use_karras_sigmas: boolean;
  readonly use_exponential_sigmas: boolean;
  readonly use_beta_sigmas: boolean;
  readonly use_lu_lambdas: boolean;
  readonly use_flow_sigmas: boolean;
  readonly flow_shift: number;
  readonly sigma_min: number | null;
  readonly sigma_max: number | null;
  readonly sigma_data: number;
  readonly sigma_schedule: "karras" | "exponential";
  readonly rho: number;
  readonly final_sigmas_type: "zero" | "sigma_min";
  readonly set_alpha_to_one: boolean;
  readonly lambda_min_clipped: number;
  readonly original_inference_steps: number;
  readonly timestep_scaling: number;
  readonly skip_prk_steps: boolean;
  readonly shift: number;
  readonly use_dynamic_shifting: boolean;
  readonly time_shift_type: "exponential" | "linear";
  readonly base_shift: number;
  readonly max_shift: number;
  readonly base_image_seq_len: number;
  readonly max_image_seq_len: number;
  readonly invert_sigmas: boolean;
  readonly shift_terminal: number | null;
  readonly stochastic_sampling: boolean;
  readonly clip_sample: boolean;
  readonly clip_sample_range: number;
  readonly clip_denoised: boolean;
  readonly thresholding: boolean;
  readonly dynamic_thresholding_ratio: number;
  readonly sample_max_value: number;
  readonly variance_type: VarianceType | null;
  readonly solver_order: number;
  readonly algorithm_type: "dpmsolver" | "dpmsolver++" | "sde-dpmsolver" | "sde-dpmsolver++" | "deis";
  readonly solver_type: "midpoint" | "heun" | "logrho" | "bh1" | "bh2";
  readonly lower_order_final: boolean;
  readonly euler_at_final: boolean;
  readonly predict_x0: boolean;
  readonly disable_corrector: readonly number[];
  readonly s_noise: number;
  readonly noise_sampler_seed: number | null;
};

/** How DDPM chooses the variance of its steps. */
export type VarianceType =
  | "fixed_small"
  | "fixed_small_log"
  | "fixed_large"
  | "fixed_large_log"
  | "learned"
  | "learned_range";

type Kind = { readonly expected: string; readonly accepts: (value: unknown) => boolean };

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const number: Kind = { expected: "a number", accepts: isNumber };
const positive: Kind = { expected: "a number above 0", accepts: (value) => isNumber(value) && value > 0 };
const integer: Kind = { expected: "a whole number", accepts: (value) => Number.isInteger(value) };
const count: Kind = {
  expected: "a whole number from 1 to 100,000",
  // The longest training that is known has 4,000 timesteps; a huge number would only fill the memory.
  accepts: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100_000,
};
const offset: Kind = {
  expected: "a whole number of at least 0",
  accepts: (value) => Number.isInteger(value) && Number(value) >= 0,
};
const flag: Kind = { expected: "true or false", accepts: (value) => typeof value === "boolean" };
const orNull = (kind: Kind): Kind => ({
  expected: `${kind.expected} or null`,
  accepts: (value) => value === null || kind.accepts(value),
});
const listOf = (kind: Kind): Kind => ({
  expected: `a list, each element ${kind.expected}`,
  accepts: (value) => Array.isArray(value) && value.every(kind.accepts),
});
const oneOf = (...choices: readonly string[]): Kind => ({
  expected: choices.map((choice) => `"${choice}"`).join(", "),
  accepts: (value) => choices.includes(value as string),
});
const lambda: Kind = { expected: "a number or -Infinity", accepts: (value) => isNumber(value) || value === -Infinity };
const beta: Kind = {
  expected: "a number from 0 to 1",
  accepts: (value) => isNumber(value) && value >= 0 && value <= 1,
};

/** Marked as pure, so that bundles without configs leave it out. */
const kinds: { readonly [Name in keyof SchedulerFields]: Kind } = /* @__PURE__ */ (() => ({
  num_train_timesteps: count,
  beta_start: beta,
  beta_end: beta,
  beta_schedule: oneOf("linear", "scaled_linear", "squaredcos_cap_v2", "exp", "laplace", "sigmoid"),
  trained_betas: orNull({
    expected: "a list of 1 to 100,000 numbers from 0 to 1",
    accepts: (value) =>
      Array.isArray(value) && value.length > 0 && value.length <= 100_000 && value.every(beta.accepts),
  }),
  rescale_betas_zero_snr: flag,
  prediction_type: oneOf("epsilon", "sample", "v_prediction", "flow_prediction"),
  timestep_spacing: oneOf("leading", "linspace", "trailing"),
  steps_offset: offset,
  timestep_type: oneOf("discrete", "continuous"),
  interpolation_type: oneOf("linear", "log_linear"),
  use_karras_sigmas: flag,
  use_exponential_sigmas: flag,
  use_beta_sigmas: flag,
  use_lu_lambdas: flag,
  use_flow_sigmas: flag,
  flow_shift: positive,
  sigma_min: orNull(positive),
  sigma_max: orNull(positive),
  sigma_data: positive,
  sigma_schedule: oneOf("karras", "exponential"),
  rho: positive,
  final_sigmas_type: oneOf("zero", "sigma_min"),
  set_alpha_to_one: flag,
  lambda_min_clipped: lambda,
  original_inference_steps: count,
  timestep_scaling: number,
  skip_prk_steps: flag,
  shift: positive,
  use_dynamic_shifting: flag,
  time_shift_type: oneOf("exponential", "linear"),
  base_shift: number,
  max_shift: number,
  base_image_seq_len: count,
  max_image_seq_len: count,
  invert_sigmas: flag,
  shift_terminal: orNull(beta),
  stochastic_sampling: flag,
  clip_sample: flag,
  clip_sample_range: positive,
  clip_denoised: flag,
  thresholding: flag,
  dynamic_thresholding_ratio: beta,
  sample_max_value: positive,
  variance_type: orNull(
    oneOf("fixed_small", "fixed_small_log", "fixed_large", "fixed_large_log", "learned", "learned_range"),
  ),
  solver_order: count,
  algorithm_type: oneOf("dpmsolver", "dpmsolver++", "sde-dpmsolver", "sde-dpmsolver++", "deis"),
  solver_type: oneOf("midpoint", "heun", "logrho", "bh1", "bh2"),
  lower_order_final: flag,
  euler_at_final: flag,
  predict_x0: flag,
  disable_corrector: listOf(integer),
  s_noise: number,
  noise_sampler_seed: orNull(integer),
}))();

/** The value of each field for a class that doesn't take it, or that takes it with diffusers' usual default. */
export const neutralFields: SchedulerFields = {
  num_train_timesteps: 1000,
  beta_start: 0.0001,
  beta_end: 0.02,
  beta_schedule: "linear",
  trained_betas: null,
  rescale_betas_zero_snr: false,
  prediction_type: "epsilon",
  timestep_spacing: "linspace",
  steps_offset: 0,
  timestep_type: "discrete",
  interpolation_type: "linear",
  use_karras_sigmas: false,
  use_exponential_sigmas: false,
  use_beta_sigmas: false,
  use_lu_lambdas: false,
  use_flow_sigmas: false,
  flow_shift: 1,
  sigma_min: null,
  sigma_max: null,
  sigma_data: 0.5,
  sigma_schedule: "karras",
  rho: 7,
  final_sigmas_type: "zero",
  set_alpha_to_one: true,
  lambda_min_clipped: -Infinity,
  original_inference_steps: 50,
  timestep_scaling: 10,
  skip_prk_steps: false,
  shift: 1,
  use_dynamic_shifting: false,
  time_shift_type: "exponential",
  base_shift: 0.5,
  max_shift: 1.15,
  base_image_seq_len: 256,
  max_image_seq_len: 4096,
  invert_sigmas: false,
  shift_terminal: null,
  stochastic_sampling: false,
  clip_sample: false,
  clip_sample_range: 1,
  clip_denoised: false,
  thresholding: false,
  dynamic_thresholding_ratio: 0.995,
  sample_max_value: 1,
  variance_type: null,
  solver_order: 2,
  algorithm_type: "dpmsolver++",
  solver_type: "midpoint",
  lower_order_final: true,
  euler_at_final: false,
  predict_x0: true,
  disable_corrector: [],
  s_noise: 1,
  noise_sampler_seed: null,
};

/**
 * Checks one field of a config. A null for a flag is false, as in Python.
 *
 * @param where the file, for the message
 * @throws Alt2imgError `diffusion/scheduler-field` naming file and field and what is accepted
 */
export function readField(name: keyof SchedulerFields, value: unknown, where: string): unknown {
  const kind = kinds[name];
  if (value === null && kind === flag) return false;
  if (kind.accepts(value)) return value;
  throw new Alt2imgError(
    "diffusion/scheduler-field",
    `${where}: ${name} is ${JSON.stringify(value)}, expected ${kind.expected}.`,
  );
}

/** The error for a value that is well-formed, but that a class doesn't take, or not together with another one. */
export function fieldError(where: string, name: keyof SchedulerFields, value: unknown, hint: string): Alt2imgError {
  return new Alt2imgError("diffusion/scheduler-field", `${where}: ${name} is ${JSON.stringify(value)}, ${hint}.`);
}
