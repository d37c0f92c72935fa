import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { levelAt, noiseScale, type Schedule } from "../schedule/schedule.js";
import { levelBetween } from "./between.js";
import { type ChurnOptions, churned } from "./churn.js";
import { guarded } from "./guard.js";
import { keepNoise } from "./keep-noise.js";
import type { SamplerStep } from "./sampler.js";
import { alongSlopes } from "./slope.js";

/**
 * k-diffusion's `dpm_2`: half a step of Euler's method, on a logarithmic scale of sigma, and the whole step with the slope found
 * there. The last step, to sigma 0, is one of Euler's. It works in the coordinates of the form.
 *
 * @see Lu et al. 2022 (DPM-Solver), algorithm 1, which it follows, https://arxiv.org/abs/2206.00927
 */
export async function* sampleDpm2(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  options: ChurnOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  const { signal } = options;
  denoise = guarded(denoise, schedule, signal);
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [scheduled, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const noisy = churned(x, scheduled, schedule.timesteps.length, options);
    const denoised = await denoise(noisy.x, noisy.level);
    if (noiseScale(to) === 0) {
      x = keepNoise(noisy.x, denoised, noisy.level, to);
    } else {
      const middle = levelBetween(noisy.level, to.sigma);
      const half = keepNoise(noisy.x, denoised, noisy.level, middle);
      const slope = { x: half, denoised: await denoise(half, middle), level: middle };
      x = alongSlopes(noisy.x, noisy.level, to, [slope]);
    }
    yield { index, sigma: scheduled.sigma, timestep, denoised, x };
  }
}
