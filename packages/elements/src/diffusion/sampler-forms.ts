import type { Form } from "@alt2img/diffusion";
import type { GenerateOptions } from "@alt2img/diffusion/text-to-image";

/** A sampler of `TextToImage.generate`. */
export type PipelineSampler = NonNullable<GenerateOptions["sampler"]>;

/** The form of the schedules that a sampler of the table `samplers` was published for. */
export const formOfSampler = (sampler: string): Form => (sampler === "iadb" || sampler === "dino" ? "flow" : "vp");

/** The samplers that a text-to-image pipeline has, too, and the form of its latents with each. */
export const pipelineSamplers: Readonly<Record<string, "ve" | "vp">> = {
  // These compute with the clean latents' scale, as diffusers' do.
  euler: "ve",
  euler_ancestral: "ve",
  heun: "ve",
  dpm2: "ve",
  dpm2_ancestral: "ve",
  lms: "ve",
  dpm_sde: "ve",
  // These keep the spread of the latents.
  ddpm: "vp",
  ddim: "vp",
  pndm: "vp",
  dpm_multistep: "vp",
  dpm_singlestep: "vp",
  deis: "vp",
  unipc: "vp",
  lcm: "vp",
  tcd: "vp",
  dpmpp_2m: "vp",
  dpmpp_3m: "vp",
  dpmpp_2m_sde: "vp",
  dpmpp_3m_sde: "vp",
} satisfies Partial<Record<PipelineSampler, Form>>;

/** Whether a pipeline has a sampler of this name. */
export const isPipelineSampler = (sampler: string): sampler is PipelineSampler =>
  Object.hasOwn(pipelineSamplers, sampler);
