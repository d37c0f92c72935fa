import type { SamplerName } from "../schedule/scheduler-classes.js";
import type { SchedulerFields } from "../schedule/scheduler-fields.js";

/** What a pipeline's pictures can be sampled with: the sampler of a scheduler, or a name for one with certain fields. */
export type PipelineSampler = SamplerName | "dpmpp_2m" | "dpmpp_3m" | "dpmpp_2m_sde" | "dpmpp_3m_sde";

type FieldSampler = Exclude<PipelineSampler, SamplerName>;

/** Samplers of the table `samplers` that are another one of a scheduler's with certain fields. */
const asFields: Readonly<Record<FieldSampler, Choice>> = {
  dpmpp_2m: multistep("dpmsolver++", 2),
  dpmpp_3m: multistep("dpmsolver++", 3),
  dpmpp_2m_sde: multistep("sde-dpmsolver++", 2),
  dpmpp_3m_sde: multistep("sde-dpmsolver++", 3),
};

type Choice = { readonly sampler: SamplerName; readonly fields: Partial<SchedulerFields> };

export const fieldSamplers: readonly string[] = Object.keys(asFields);

export function choiceOf(sampler: PipelineSampler): Choice {
  return Object.hasOwn(asFields, sampler)
    ? asFields[sampler as FieldSampler]
    : { sampler: sampler as SamplerName, fields: {} };
}

function multistep(algorithm_type: SchedulerFields["algorithm_type"], solver_order: number): Choice {
  return { sampler: "dpm_multistep", fields: { algorithm_type, solver_order } };
}
