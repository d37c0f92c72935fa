import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { levelAt, type Schedule } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { withNoise } from "./exponential.js";
import { guarded } from "./guard.js";
import { requiredNoise } from "./noise-source.js";
import { posterior, posteriorInFloat32 } from "./posterior.js";
import type { SamplerStep, StochasticOptions } from "./sampler.js";

export type DdpmOptions = StochasticOptions & {
  /**
   * The variance of the noise that is added: that of the posterior for one clean image, or that of the forward process, which is
   * best for clean data of variance 1. The names with `_log` stand for the same numbers; networks that learn them use those.
   */
  readonly varianceType?: "fixed_small" | "fixed_small_log" | "fixed_large" | "fixed_large_log" | undefined;
  /** Rounds to float32 as diffusers 0.42.1 does, which changes a sample by up to 1e-4. Only in the form `"vp"`. */
  readonly likeDiffusers?: boolean | undefined;
};

/**
 * DDPM, ancestral sampling: the mean of the posterior plus noise. The step to sigma 0 adds none.
 *
 * @see Ho, Jain and Abbeel 2020, algorithm 2 and section 3.2, https://arxiv.org/abs/2006.11239
 */
export async function* sampleDdpm(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  { varianceType = "fixed_small", likeDiffusers = false, noise, signal }: DdpmOptions,
): AsyncGenerator<SamplerStep, void, void> {
  denoise = guarded(denoise, schedule, signal);
  noise = requiredNoise(noise);
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    const mean = likeDiffusers && from.form === "vp" ? posteriorInFloat32(from, to) : posterior(from, to);
    const variance = varianceType.startsWith("fixed_small") ? mean.smallVariance : mean.largeVariance;
    x = combine([mean.x, x], [mean.denoised, denoised]);
    x = withNoise(x, to.sigma === 0 ? 0 : Math.sqrt(variance), () => noise(x.dims, from.sigma, to.sigma));
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
