import { Alt2imgError } from "@alt2img/core";
import { sampleEuler } from "../sampler/euler.js";
import type { Sampler, StochasticOptions } from "../sampler/sampler.js";
import type { SamplerName } from "../schedule/scheduler-classes.js";
import type { SchedulerConfig } from "../schedule/scheduler-config.js";

const samplers: { readonly [Name in SamplerName]?: Sampler<StochasticOptions> } = {
  euler: sampleEuler,
  // With eta 0, as in diffusers' pipelines, it is Euler's method.
  ddim: sampleEuler,
};

/** @throws Alt2imgError `diffusion/sampler` */
export function samplerFor({ className, sampler }: SchedulerConfig): Sampler<StochasticOptions> {
  const found = samplers[sampler];
  if (found !== undefined) return found;
  const choices = Object.keys(samplers).join(" or ");
  throw new Alt2imgError(
    "diffusion/sampler",
    `The sampler of ${className} isn't there yet. Give the option sampler: ${choices}.`,
  );
}
