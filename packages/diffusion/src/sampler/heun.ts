import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { levelAt, noiseScale, type Schedule } from "../schedule/schedule.js";
import { type ChurnOptions, churned } from "./churn.js";
import { guarded } from "./guard.js";
import { keepNoise } from "./keep-noise.js";
import type { SamplerStep } from "./sampler.js";
import { alongSlopes } from "./slope.js";

/**
 * Heun's method: a step of Euler's, and once more with the mean of the slopes at both ends. The last step, to sigma 0, is one of
 * Euler's. It works in the coordinates of the form: in `"ve"` it is Karras' method, in `"flow"` that of rectified flow.
 *
 * @see Karras et al. 2022, algorithms 1 and 2, https://arxiv.org/abs/2206.00364
 */
export async function* sampleHeun(
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
    x = keepNoise(noisy.x, denoised, noisy.level, to);
    if (noiseScale(to) > 0) {
      const end = { x, denoised: await denoise(x, to), level: to };
      x = alongSlopes(noisy.x, noisy.level, to, [{ ...noisy, denoised }, end]);
    }
    yield { index, sigma: scheduled.sigma, timestep, denoised, x };
  }
}
