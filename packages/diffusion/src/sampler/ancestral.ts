import type { StochasticOptions } from "./sampler.js";

/** Options of samplers that step down too far and add noise to come back, as k-diffusion names them. */
export type AncestralOptions = StochasticOptions & {
  /** How much noise is renewed in each step: 0 none, so that the sampler is deterministic; 1 as much as in DDPM. 1 unless given. */
  readonly eta?: number;
  /** What the noise is multiplied with. 1 unless given. */
  readonly sNoise?: number;
};

/**
 * The noise level that a step goes down to, before noise is added to bring the sample to the level `to`: k-diffusion's `sigma_down`.
 *
 * @see Song, Meng and Ermon 2021, equation 16, https://arxiv.org/abs/2010.02502
 */
export function sigmaDown(from: number, to: number, eta: number): number {
  if (from === to) return to;
  // The share of the noise that is new; to / Infinity is 0.
  const renewed = Math.min(1, eta * Math.sqrt(1 - (to / from) ** 2));
  return to * Math.sqrt(1 - renewed ** 2);
}
