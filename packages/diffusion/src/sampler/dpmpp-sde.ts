import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { type Level, levelAt, type Schedule } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { type AncestralOptions, sigmaDown } from "./ancestral.js";
import { levelBetween } from "./between.js";
import { guarded } from "./guard.js";
import { keepNoise } from "./keep-noise.js";
import { requiredNoise } from "./noise-source.js";
import { checkEta, checkShare } from "./option-ranges.js";
import { renoise } from "./renoise.js";
import type { SamplerStep } from "./sampler.js";

export type DpmppSdeOptions = AncestralOptions & {
  /** How far the first stage goes, from above 0 to 1, on a logarithmic scale of sigma. Half-way unless given. */
  readonly r?: number;
};

/**
 * DPM-Solver++ for the SDE, in two stages: k-diffusion's `dpmpp_sde`, diffusers' `DPMSolverSDEScheduler`. It adds noise in both,
 * between levels that share their start, so `brownianTreeNoise` is the source that fits. In any form the same method.
 *
 * @throws Alt2imgError `diffusion/eta` for an eta below 0, `diffusion/share` for an `r` out of its range
 * @see Lu et al. 2022 (DPM-Solver++), section 6, https://arxiv.org/abs/2211.01095
 */
export async function* sampleDpmppSde(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  { signal, noise, eta = 1, sNoise = 1, r = 0.5 }: DpmppSdeOptions,
): AsyncGenerator<SamplerStep, void, void> {
  denoise = guarded(denoise, schedule, signal);
  checkEta(eta);
  checkShare(r);
  noise = requiredNoise(noise);
  const ancestral = (x: Tensor, denoised: Tensor, from: Level, to: Level): Tensor => {
    const down = { form: schedule.form, sigma: sigmaDown(from.sigma, to.sigma, eta) };
    return renoise(keepNoise(x, denoised, from, down), down, to, { noise, sNoise, asked: [from.sigma, to.sigma] });
  };
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    let better = denoised;
    if (to.sigma > 0) {
      const middle = levelBetween(from, to.sigma, r);
      const second = await denoise(ancestral(x, denoised, from, middle), middle);
      better = combine([1 - 1 / (2 * r), denoised], [1 / (2 * r), second]);
    }
    x = ancestral(x, better, from, to);
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
