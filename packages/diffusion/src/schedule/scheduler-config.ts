import { Alt2imgError } from "@alt2img/core";
import type { PredictionType } from "../denoiser/network-denoiser.js";
import {
  alphasCumprod,
  exponentialBetas,
  laplaceBetas,
  linearBetas,
  rescaleZeroTerminalSnr,
  scaledLinearBetas,
  sigmoidBetas,
  squaredCosineBetas,
} from "./betas.js";
import type { NoiseTable } from "./noise-table.js";
import type { Form } from "./schedule.js";
import { type SamplerName, type SchedulerClass, type SchedulerTraits, schedulerClasses } from "./scheduler-classes.js";
import { fieldError, neutralFields, readField, type SchedulerFields } from "./scheduler-fields.js";

/** What a `scheduler_config.json` says, checked and complete. Plain data. */
export type SchedulerConfig = {
  readonly className: SchedulerClass;
  readonly sampler: SamplerName;
  readonly form: Form;
  readonly predictionType: PredictionType;
  /** Denoised images are cut to ± this; null: they aren't. */
  readonly clipSampleRange: number | null;
  /** Dynamic thresholding of Imagen: the quantile of |denoised|, and the most that it may be; null: none. */
  readonly thresholding: { readonly ratio: number; readonly maxValue: number } | null;
  /** Every field in diffusers' spelling, with the class's defaults. */
  readonly fields: SchedulerFields;
  /** Names of fields in the file that the class doesn't take; diffusers ignores them, too. */
  readonly unused: readonly string[];
};

/** Python's `json` writes infinities and NaN as bare words, which JSON doesn't have; here they become strings. */
const bareNumbers = /("(?:[^"\\]|\\.)*")|-?Infinity|NaN/g;

/** @throws Alt2imgError `diffusion/scheduler-config` naming the file if it isn't JSON */
export function parseSchedulerJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json.replace(bareNumbers, (word, text: string | undefined) => text ?? `"${word}"`));
  } catch (cause) {
    throw new Alt2imgError("diffusion/scheduler-config", `${file} isn't JSON: ${(cause as Error).message}.`, { cause });
  }
}

function traitsOf(name: unknown, file: string): [SchedulerClass, SchedulerTraits] {
  if (typeof name === "string" && Object.hasOwn(schedulerClasses, name))
    return [name as SchedulerClass, schedulerClasses[name as SchedulerClass]];
  const found = name === undefined ? "is missing" : `is ${JSON.stringify(name)}`;
  throw new Alt2imgError(
    "diffusion/scheduler-class",
    `${file}: _class_name ${found}; supported are ${Object.keys(schedulerClasses).join(", ")}.`,
  );
}

function checkTogether(fields: SchedulerFields, className: SchedulerClass, file: string): void {
  const spreads = (
    ["use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas", "use_lu_lambdas"] as const
  ).filter((name) => fields[name]);
  if (spreads.length > 1) throw fieldError(file, spreads[1]!, true, `but so is ${spreads[0]}: set only one of them`);
  const withFlow = className === "UniPCMultistepScheduler" && spreads[0] === "use_karras_sigmas";
  if (fields.use_flow_sigmas && spreads.length > 0 && !withFlow)
    throw fieldError(file, "use_flow_sigmas", true, `but so is ${spreads[0]}: set only one of them`);
  if (fields.shift_terminal !== null && className === "UniPCMultistepScheduler" && !fields.use_flow_sigmas)
    throw fieldError(file, "shift_terminal", fields.shift_terminal, "which needs use_flow_sigmas to be true");
  const { trained_betas: betas, num_train_timesteps: steps } = fields;
  if (betas !== null && betas.length !== steps)
    throw new Alt2imgError(
      "diffusion/scheduler-field",
      `${file}: trained_betas has ${betas.length} numbers, but num_train_timesteps is ${steps}: they must be as many.`,
    );
  const plain = fields.algorithm_type === "dpmsolver" || fields.algorithm_type === "sde-dpmsolver";
  if (plain && fields.final_sigmas_type === "zero")
    throw fieldError(
      file,
      "final_sigmas_type",
      "zero",
      `which algorithm_type "${fields.algorithm_type}" can't reach: set "sigma_min"`,
    );
}

/**
 * Reads diffusers' `scheduler_config.json`.
 *
 * Options:
 *
 * - `file`: name of the file, for messages
 *
 * @param json the file's text, or what `JSON.parse` made of it
 * @throws Alt2imgError `diffusion/scheduler-config` if it isn't a JSON object, `diffusion/scheduler-class` if the class isn't
 *   supported, `diffusion/scheduler-field` if a field has a wrong value; each names the file and lists what is accepted
 * @see https://huggingface.co/docs/diffusers/api/schedulers/overview, version 0.42.1
 */
export function readSchedulerConfig(
  json: unknown,
  { file = "scheduler_config.json" }: { file?: string } = {},
): SchedulerConfig {
  const parsed = typeof json === "string" ? parseSchedulerJson(json, file) : json;
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new Alt2imgError("diffusion/scheduler-config", `${file} isn't a JSON object; expected a scheduler's config.`);
  const { _class_name, ...rest } = parsed as Record<string, unknown>;
  const [className, traits] = traitsOf(_class_name, file);
  const unused: string[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (name.startsWith("_")) continue;
    if (!Object.hasOwn(traits.defaults, name)) {
      if (name === "solver_p" && value !== null && className === "UniPCMultistepScheduler")
        throw new Alt2imgError("diffusion/scheduler-field", `${file}: solver_p isn't supported; leave it out.`);
      unused.push(name);
      continue;
    }
    const field = name as keyof SchedulerFields;
    const checked = readField(field, value === "-Infinity" ? -Infinity : value, file);
    const alias = traits.aliases?.[field];
    const known = alias && Object.hasOwn(alias, checked as string) ? alias[checked as string] : checked;
    const choices: readonly unknown[] | undefined = traits.choices?.[field];
    if (choices && !choices.includes(known)) {
      const list = choices.map((choice) => JSON.stringify(choice)).join(", ");
      throw fieldError(file, field, value, `but ${className} takes ${list}`);
    }
    read[field] = known;
  }
  const fields: SchedulerFields = { ...neutralFields, ...traits.defaults, ...read };
  checkTogether(fields, className, file);
  return {
    className,
    sampler: traits.sampler,
    form: formOf(traits, fields),
    predictionType: fields.prediction_type === "flow_prediction" ? "flow" : fields.prediction_type,
    clipSampleRange: fields.clip_sample ? fields.clip_sample_range : fields.clip_denoised ? 1 : null,
    thresholding: fields.thresholding
      ? { ratio: fields.dynamic_thresholding_ratio, maxValue: fields.sample_max_value }
      : null,
    fields,
    unused,
  };
}

function formOf({ family }: SchedulerTraits, fields: SchedulerFields): Form {
  switch (family) {
    case "interpolated":
    case "edm":
    case "consistency":
      return "ve";
    case "cumulative":
    case "distilled":
      return "vp";
    case "multistep":
      return fields.use_flow_sigmas ? "flow" : "vp";
    case "flow":
      return "flow";
  }
}

function betasOf(fields: SchedulerFields): Float32Array {
  const { num_train_timesteps: steps, beta_start: start, beta_end: end } = fields;
  if (fields.trained_betas !== null) return Float32Array.from(fields.trained_betas);
  switch (fields.beta_schedule) {
    case "linear":
      return linearBetas(steps, start, end);
    case "scaled_linear":
      return scaledLinearBetas(steps, start, end);
    case "squaredcos_cap_v2":
      return squaredCosineBetas(steps);
    case "exp":
      return exponentialBetas(steps);
    case "laplace":
      return laplaceBetas(steps);
    case "sigmoid":
      return sigmoidBetas(steps, start, end);
  }
}

/**
 * The noise levels that a scheduler's network was trained on, for the classes that have betas.
 *
 * With `rescale_betas_zero_snr`, the last ᾱ is 0 for the schedulers that sample from variance-preserving tables directly (DDIM,
 * DDPM, LCM, TCD), and 2⁻²⁴ for the others, as in diffusers.
 */
export function noiseTableOf(config: SchedulerConfig): NoiseTable {
  const known = tables.get(config) ?? makeTable(config);
  tables.set(config, known);
  return { alphasCumprod: known.slice() };
}

/** A schedule asks for the table of its config several times. */
const tables = new WeakMap<SchedulerConfig, Float32Array>();

function makeTable({ className, fields }: SchedulerConfig): Float32Array {
  const betas = betasOf(fields);
  const table = alphasCumprod(fields.rescale_betas_zero_snr ? rescaleZeroTerminalSnr(betas) : betas);
  const { family } = schedulerClasses[className];
  if (fields.rescale_betas_zero_snr && (family === "interpolated" || family === "multistep"))
    table[table.length - 1] = 2 ** -24;
  return table;
}
