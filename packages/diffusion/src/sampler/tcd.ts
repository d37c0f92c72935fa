import { Alt2imgError, type Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { type Level, levelAt, type Schedule, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { constantStep, withNoise } from "./exponential.js";
import { guarded } from "./guard.js";
import { requiredNoise } from "./noise-source.js";
import { checkEta } from "./option-ranges.js";
import { posterior } from "./posterior.js";
import type { NoiseSource, SamplerOptions, SamplerStep } from "./sampler.js";

export type TcdOptions = SamplerOptions & {
  /** γ of the paper: 0 is deterministic, 1 replaces all the noise. Above 0 it needs `noise` and `sigmaOf`. */
  readonly eta?: number | undefined;
  readonly noise?: NoiseSource | undefined;
  /** Sigma of a whole timestep of the network's training. */
  readonly sigmaOf?: ((timestep: number) => number) | undefined;
};

/**
 * Trajectory consistency distillation, strategic stochastic sampling: a deterministic step that goes too far, to the timestep
 * `⌊(1 − eta) · next⌋`, and noise that leads back to the next level.
 *
 * @throws Alt2imgError `diffusion/eta` for an eta that isn't from 0 to 1; `diffusion/noise` or `diffusion/sigma-of` in the first step, if eta is above 0 and the option is left out
 * @see Zheng et al. 2024, algorithm 4, https://arxiv.org/abs/2402.19159
 */
export async function* sampleTcd(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  options: TcdOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  const { eta = 0.3, signal } = options;
  denoise = guarded(denoise, schedule, signal);
  checkEta(eta, 1);
  const noise = requiredNoise(options.noise);
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    if (eta === 0 || to.timestep === undefined) {
      x = constantStep(x, denoised, from, to);
    } else {
      const beyond = { form: to.form, sigma: sigmaBeyond(Math.floor((1 - eta) * to.timestep), to, options) };
      const back = signalScale(to) / signalScale(beyond);
      x = combine([back, constantStep(x, denoised, from, beyond)]);
      x = withNoise(x, Math.sqrt(posterior(to, beyond).largeVariance), () => noise(x.dims, from.sigma, to.sigma));
    }
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}

function sigmaBeyond(timestep: number, to: Level, { sigmaOf }: TcdOptions): number {
  if (sigmaOf) return Math.min(to.sigma, sigmaOf(timestep));
  const message = `The step leads to timestep ${timestep}, which may be between the levels of the schedule. Give sampleTcd the option sigmaOf, or set eta to 0.`;
  throw new Alt2imgError("diffusion/sigma-of", message);
}
