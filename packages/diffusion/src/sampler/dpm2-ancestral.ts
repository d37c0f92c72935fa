import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { levelAt, type Schedule } from "../schedule/schedule.js";
import { type AncestralOptions, sigmaDown } from "./ancestral.js";
import { levelBetween } from "./between.js";
import { guarded } from "./guard.js";
import { keepNoise } from "./keep-noise.js";
import { requiredNoise } from "./noise-source.js";
import { checkEta } from "./option-ranges.js";
import { renoise } from "./renoise.js";
import type { SamplerStep } from "./sampler.js";
import { alongSlopes } from "./slope.js";

/**
 * k-diffusion's `dpm_2_ancestral`: `sampleDpm2`, a little too far down in each step, and noise to come back.
 *
 * @throws Alt2imgError `diffusion/eta` for an eta below 0
 * @see Lu et al. 2022 (DPM-Solver), algorithm 1, https://arxiv.org/abs/2206.00927
 */
export async function* sampleDpm2Ancestral(
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
    if (down.sigma === 0) {
      x = keepNoise(x, denoised, from, down);
    } else {
      const middle = levelBetween(from, down.sigma);
      const half = keepNoise(x, denoised, from, middle);
      const slope = { x: half, denoised: await denoise(half, middle), level: middle };
      x = alongSlopes(x, from, down, [slope]);
    }
    x = renoise(x, down, to, { noise, sNoise, asked: [from.sigma, to.sigma] });
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
