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

/**
 * DPM-Solver++(2S) with ancestral noise, k-diffusion's `dpmpp_2s_ancestral`: the clean image found half-way, on a logarithmic
 * scale of sigma, is the one of the whole step. In any form the same method. With `eta` 0 it is deterministic.
 *
 * @throws Alt2imgError `diffusion/eta` for an eta below 0
 * @see Lu et al. 2022 (DPM-Solver++), algorithm 1, https://arxiv.org/abs/2211.01095
 */
export async function* sampleDpmpp2sAncestral(
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
    let better = denoised;
    if (down.sigma > 0) {
      const middle = levelBetween(from, down.sigma);
      better = await denoise(keepNoise(x, denoised, from, middle), middle);
    }
    x = keepNoise(x, better, from, down);
    x = renoise(x, down, to, { noise, sNoise, asked: [from.sigma, to.sigma] });
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
