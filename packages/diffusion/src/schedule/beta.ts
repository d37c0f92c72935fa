import { checkRange } from "./check-range.js";
import { betaQuantile } from "./incomplete-beta.js";
import { linspace } from "./linspace.js";

/**
 * Noise levels at the quantiles of a beta distribution: short steps at both ends, where the image changes most.
 *
 * Options:
 *
 * - `alpha`: first parameter of the distribution
 * - `beta`: second parameter of the distribution
 *
 * @param steps network calls, at least 1
 * @returns `steps + 1` levels, falling from `sigmaMax` to `sigmaMin`, then 0
 * @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1, `diffusion/sigma` unless `0 < sigmaMin ≤ sigmaMax`
 * @see Lee et al. 2024, "Beta Sampling is All You Need", https://arxiv.org/abs/2407.12173
 */
export function betaSigmas(
  steps: number,
  sigmaMin: number,
  sigmaMax: number,
  { alpha = 0.6, beta = 0.6 }: { alpha?: number; beta?: number } = {},
): Float64Array {
  checkRange(steps, sigmaMin, sigmaMax);
  const quantiles = linspace(0, 1, steps).map((ramp) => betaQuantile(1 - ramp, alpha, beta));
  return Float64Array.of(...quantiles.map((quantile) => sigmaMin + quantile * (sigmaMax - sigmaMin)), 0);
}
