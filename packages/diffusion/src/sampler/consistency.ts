import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { levelAt, type Schedule, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { guarded } from "./guard.js";
import { requiredNoise } from "./noise-source.js";
import { renoise } from "./renoise.js";
import type { SamplerStep, StochasticOptions } from "./sampler.js";

export type ConsistencyOptions = StochasticOptions & {
  /** The noise that the denoiser leaves in its images: 0.002 in the paper's models. 0 unless given. */
  readonly sigmaMin?: number;
  /** What the noise is multiplied with. 1 unless given. */
  readonly sNoise?: number;
};

/**
 * Consistency sampling: each step jumps to the clean image, and adds fresh noise for the next one. In one step from noise to
 * sigma 0 it is Euler's method, as one uses SD-Turbo; in the form `"flow"` it is diffusers' `stochastic_sampling`.
 *
 * @see Song et al. 2023, algorithm 1, https://arxiv.org/abs/2303.01469
 */
export async function* sampleConsistency(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  { signal, noise, sigmaMin = 0, sNoise = 1 }: ConsistencyOptions,
): AsyncGenerator<SamplerStep, void, void> {
  denoise = guarded(denoise, schedule, signal);
  noise = requiredNoise(noise);
  const clean = { form: schedule.form, sigma: sigmaMin };
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    const jumped = combine([signalScale(clean), denoised]);
    x = renoise(jumped, clean, to, { noise, sNoise, asked: [from.sigma, to.sigma] });
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
