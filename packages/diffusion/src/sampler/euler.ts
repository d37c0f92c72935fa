import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { levelAt, noiseScale, type Schedule, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import type { SamplerOptions, SamplerStep } from "./sampler.js";

/**
 * Euler's method on the probability-flow ODE; in any form the same as DDIM with eta 0.
 *
 * @see Karras et al. 2022, algorithm 1 without churn, https://arxiv.org/abs/2206.00364
 * @see Song, Meng and Ermon 2021, section 4.3, https://arxiv.org/abs/2010.02502
 */
export async function* sampleEuler(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  { signal }: SamplerOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  for (const [index, timestep] of schedule.timesteps.entries()) {
    signal?.throwIfAborted();
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from, signal);
    // The noise in x, (x − α · denoised) / σ, is kept; its share becomes that of the next level.
    const ratio = noiseScale(to) / noiseScale(from);
    x = combine([ratio, x], [signalScale(to) - ratio * signalScale(from), denoised]);
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
