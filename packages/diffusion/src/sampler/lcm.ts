import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { formRatio } from "../denoiser/network-denoiser.js";
import { levelAt, noiseScale, type Schedule, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { withNoise } from "./exponential.js";
import { guarded } from "./guard.js";
import { requiredNoise } from "./noise-source.js";
import type { SamplerStep, StochasticOptions } from "./sampler.js";

export type LcmOptions = StochasticOptions & {
  /** Timesteps are multiplied by this in the boundary condition. */
  readonly timestepScaling?: number | undefined;
};

/**
 * Latent consistency models: a network that was distilled to find the clean image in one call makes it noisy again, in a few
 * steps to less and less noise. A share of `x` that vanishes with the timestep keeps the result at timestep 0 what it is.
 *
 * @see Luo et al. 2023, algorithm 3 and section 4.1, https://arxiv.org/abs/2310.04378
 */
export async function* sampleLcm(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  { timestepScaling = 10, noise, signal }: LcmOptions,
): AsyncGenerator<SamplerStep, void, void> {
  denoise = guarded(denoise, schedule, signal);
  noise = requiredNoise(noise);
  const dataStd = 0.5; // As in training.
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const scaled = (timestep * timestepScaling) / dataStd;
    const skip = 1 / (1 + scaled ** 2);
    const out = 1 / Math.hypot(1, 1 / scaled);
    const clean = await denoise(x, from);
    const denoised = combine([out, clean], [skip * formRatio(from, "vp"), x]);
    x = combine([signalScale(to), denoised]);
    x = withNoise(x, noiseScale(to), () => noise(x.dims, from.sigma, to.sigma));
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
