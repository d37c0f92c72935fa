import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { levelAt, type Schedule } from "../schedule/schedule.js";
import { type ChurnOptions, churned } from "./churn.js";
import { guarded } from "./guard.js";
import { keepNoise } from "./keep-noise.js";
import type { SamplerStep } from "./sampler.js";

/**
 * Euler's method on the probability-flow ODE; in any form the same as DDIM with eta 0. In the form `"flow"` it is Euler's method
 * of rectified flow, the α-deblending of IADB (Heitz et al. 2023) and the mixing step of Dino Diffusion.
 *
 * @see Karras et al. 2022, algorithm 2 without the second-order correction, https://arxiv.org/abs/2206.00364
 * @see Song, Meng and Ermon 2021, section 4.3, https://arxiv.org/abs/2010.02502
 */
export async function* sampleEuler(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  options: ChurnOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  denoise = guarded(denoise, schedule, options.signal);
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [scheduled, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const noisy = churned(x, scheduled, schedule.timesteps.length, options);
    const denoised = await denoise(noisy.x, noisy.level);
    x = keepNoise(noisy.x, denoised, noisy.level, to);
    yield { index, sigma: scheduled.sigma, timestep, denoised, x };
  }
}
