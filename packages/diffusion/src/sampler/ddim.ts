import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { clip, type ThresholdOptions, threshold } from "../denoiser/limit-denoised.js";
import { levelAt, noiseScale, type Schedule, signalScale, targetAt } from "../schedule/schedule.js";
import { withNoise } from "./exponential.js";
import { guarded } from "./guard.js";
import { withNoiseIn } from "./keep-noise.js";
import { requiredNoise } from "./noise-source.js";
import { checkEta } from "./option-ranges.js";
import { posterior } from "./posterior.js";
import type { NoiseSource, SamplerOptions, SamplerStep } from "./sampler.js";

export type DdimOptions = SamplerOptions & {
  /** 0 is deterministic, 1 is as random as DDPM with its smaller variance. Above 0 it needs `noise`. */
  readonly eta?: number | undefined;
  readonly noise?: NoiseSource | undefined;
  /** Clips the clean image to `[-clip, clip]`, but not the noise. diffusers' default is 1; ours is not to clip. */
  readonly clip?: number | undefined;
  /** Dynamic thresholding in place of clipping. */
  readonly threshold?: ThresholdOptions | undefined;
  /** Takes the noise that fits the clipped image, not the network's: diffusers' `use_clipped_model_output`. */
  readonly useClippedNoise?: boolean | undefined;
};

/**
 * DDIM: to the next level with the same noise, of which a part that eta gives is replaced by new noise.
 *
 * @throws Alt2imgError `diffusion/eta` for an eta that isn't from 0 to 1
 * @see Song, Meng and Ermon 2021, equations 12 and 16, https://arxiv.org/abs/2010.02502
 */
export async function* sampleDdim(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  options: DdimOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  const { eta = 0, signal } = options;
  denoise = guarded(denoise, schedule, signal);
  checkEta(eta, 1);
  const noise = requiredNoise(options.noise);
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), targetAt(schedule, index)];
    const raw = await denoise(x, from);
    const denoised = limited(raw, options);
    const ofNoise = options.useClippedNoise ? denoised : raw;
    const fresh = eta * Math.sqrt(posterior(from, to).smallVariance);
    const kept = Math.sqrt(Math.max(0, noiseScale(to) ** 2 - fresh ** 2));
    x = withNoiseIn([signalScale(to), denoised], kept, x, ofNoise, from);
    x = withNoise(x, fresh, () => noise(x.dims, from.sigma, to.sigma));
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}

function limited(denoised: Tensor, { clip: range, threshold: options }: DdimOptions): Tensor {
  if (options) return threshold(denoised, options);
  return range === undefined ? denoised : clip(denoised, range);
}
