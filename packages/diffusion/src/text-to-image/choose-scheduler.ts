import { Alt2imgError, asObject } from "@alt2img/core";
import { type SamplerName, type SchedulerClass, schedulerClasses } from "../schedule/scheduler-classes.js";
import { readSchedulerConfig, type SchedulerConfig } from "../schedule/scheduler-config.js";
import type { SchedulerFields } from "../schedule/scheduler-fields.js";
import { choiceOf, fieldSamplers, type PipelineSampler } from "./pipeline-sampler.js";

/**
 * The scheduler of a pipeline with another sampler or other fields, as diffusers' `from_config` makes it: the noise levels of the
 * training stay.
 *
 * @param config what is in `scheduler_config.json`
 * @throws Alt2imgError `diffusion/sampler`; `diffusion/schedule` for a field that the sampler hasn't got; what `readSchedulerConfig` throws
 */
export function chooseScheduler(
  config: unknown,
  file: string,
  {
    sampler,
    schedule,
  }: { sampler?: PipelineSampler | undefined; schedule?: Partial<SchedulerFields> | undefined } = {},
): SchedulerConfig {
  const own = readSchedulerConfig(config, { file });
  if (sampler === undefined && schedule === undefined) return own;
  const choice = choiceOf(sampler ?? own.sampler);
  const className = choice.sampler === own.sampler ? own.className : classFor(choice.sampler, own, sampler);
  const { variance_type, ...rest } = asObject(config) ?? {};
  // How much noise DDPM adds: other classes have the field, but not its values.
  const kept = className === own.className && variance_type !== undefined ? { variance_type } : {};
  const changed = { ...rest, ...kept, ...choice.fields, ...schedule, _class_name: className };
  const chosen = readSchedulerConfig(changed, { file });
  const useless = chosen.unused.find((name) => schedule?.[name as keyof SchedulerFields]);
  if (useless === undefined) return chosen;
  throw new Alt2imgError(
    "diffusion/schedule",
    `${className} has no ${useless}. Choose another sampler, or leave it out.`,
  );
}

/** The class with that sampler for the kind of noise levels that a network was trained on. */
function classFor(sampler: SamplerName, own: SchedulerConfig, asked: unknown): SchedulerClass {
  const kind = kindOf(own.className);
  const classes = Object.keys(schedulerClasses) as SchedulerClass[];
  const found = classes.find((name) => schedulerClasses[name].sampler === sampler && kindOf(name) === kind);
  if (found !== undefined) return found;
  const names: string[] = classes.filter((name) => kindOf(name) === kind).map((name) => schedulerClasses[name].sampler);
  if (names.includes("dpm_multistep")) names.push(...fieldSamplers);
  throw new Alt2imgError(
    "diffusion/sampler",
    `There is no sampler ${JSON.stringify(asked)} for a model with ${own.className}. There are: ${[...new Set(names)].sort().join(", ")}.`,
  );
}

/** Networks trained on a table of betas, on rectified flows, on EDM's sigmas, and for consistency need levels of their own. */
function kindOf(name: SchedulerClass): "betas" | "flow" | "edm" | "consistency" {
  const { family } = schedulerClasses[name];
  return family === "flow" || family === "edm" || family === "consistency" ? family : "betas";
}
