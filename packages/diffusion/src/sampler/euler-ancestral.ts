import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { levelAt, type Schedule } from "../schedule/schedule.js";
import { type AncestralOptions, sigmaDown } from "./ancestral.js";
import { guarded } from "./guard.js";
import { keepNoise } from "./keep-noise.js";
import { requiredNoise } from "./noise-source.js";
import { checkEta } from "./option-ranges.js";
import { renoise } from "./renoise.js";
import type { SamplerStep } from "./sampler.js";

/**
 * Euler's method, a little too far down in each step, and noise to come back: in any form the same as DDIM with this `eta`.
 *
 * @throws Alt2imgError `diffusion/eta` for an eta below 0
 * @see Song, Meng and Ermon 2021, equation 12, https://arxiv.org/abs/2010.02502
 */
export async function* sampleEulerAncestral(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  { signal, noise, eta = 1, sNoise = 1 }: AncestralOptions,
): AsyncGenerator<SamplerStep, void, void> {
  denoise = guarded(denoise, schedule, signal);
  checkEta(eta);
  noise = requiredNoise(noise);
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    const down = { form: schedule.form, sigma: sigmaDown(from.sigma, to.sigma, eta) };
    x = keepNoise(x, denoised, from, down);
    x = renoise(x, down, to, { noise, sNoise, asked: [from.sigma, to.sigma] });
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
