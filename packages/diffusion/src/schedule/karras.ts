import { checkRange } from "./check-range.js";

/**
 * Noise levels of Karras et al. 2022, equation 5.
 *
 * @param steps network calls, at least 1
 * @param rho a larger one shortens the steps near `sigmaMin`
 * @returns `steps + 1` levels, falling, the last one 0
 * @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1, `diffusion/sigma` unless `0 < sigmaMin ≤ sigmaMax`
 * @see https://arxiv.org/abs/2206.00364
 */
export function karrasSigmas(
  steps: number,
  sigmaMin: number,
  sigmaMax: number,
  { rho = 7 }: { rho?: number } = {},
): Float64Array {
  checkRange(steps, sigmaMin, sigmaMax);
  const [high, low] = [sigmaMax ** (1 / rho), sigmaMin ** (1 / rho)];
  const sigma = (i: number): number => (high + (i / Math.max(steps - 1, 1)) * (low - high)) ** rho;
  return Float64Array.from({ length: steps + 1 }, (_, i) => (i < steps ? sigma(i) : 0));
}
