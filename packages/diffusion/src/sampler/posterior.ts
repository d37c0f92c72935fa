import { type Level, noiseScale, signalScale } from "../schedule/schedule.js";

/** The distribution of the sample at a level of less noise, given the one at a level of more noise and the clean image. */
export type Posterior = {
  /** The mean is `x · sample + denoised · clean`. */
  readonly x: number;
  readonly denoised: number;
  /** The variance if the clean image is known: that of the posterior, β̃ in DDPM. */
  readonly smallVariance: number;
  /** The variance that the forward process adds between the levels: β in DDPM. */
  readonly largeVariance: number;
};

/**
 * @param to at most as noisy as `from`
 * @see Ho, Jain and Abbeel 2020, equations 6 and 7, https://arxiv.org/abs/2006.11239
 */
export function posterior(from: Level, to: Level): Posterior {
  const ratio = signalScale(from) / signalScale(to);
  const share = noiseScale(to) / noiseScale(from);
  // σ² − ratio² σ'², where both sigmas can be almost the same.
  const added = (noiseScale(from) - ratio * noiseScale(to)) * (noiseScale(from) + ratio * noiseScale(to));
  return {
    x: ratio * share ** 2,
    denoised: (signalScale(to) * added) / noiseScale(from) ** 2,
    smallVariance: added * share ** 2,
    largeVariance: added,
  };
}

/**
 * The posterior as diffusers 0.42.1 computes it: in float32, where `β = 1 − ᾱ / ᾱ'` of neighbouring timesteps near the clean image
 * keeps three or four digits. Only for the form `"vp"`.
 */
export function posteriorInFloat32(from: Level, to: Level): Posterior {
  const f = Math.fround;
  const [abar, abarNext] = [f(signalScale(from) ** 2), f(signalScale(to) ** 2)];
  const alpha = f(abar / abarNext);
  const beta = f(1 - alpha);
  const share = f(f(1 - abarNext) / f(1 - abar));
  return {
    x: Math.sqrt(alpha) * share,
    denoised: (Math.sqrt(abarNext) * beta) / f(1 - abar),
    smallVariance: share * beta,
    largeVariance: beta,
  };
}
