import { checkRange } from "./check-range.js";
import { linspace } from "./linspace.js";

/**
 * Noise levels whose logarithms are a polynomial of the step.
 *
 * @param steps network calls, at least 1
 * @param rho degree of the polynomial: 1 is the exponential schedule, a larger one shortens the steps near `sigmaMin`
 * @returns `steps + 1` levels, falling from `sigmaMax` to `sigmaMin`, then 0
 * @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1, `diffusion/sigma` unless `0 < sigmaMin ≤ sigmaMax`
 * @see `get_sigmas_polyexponential` in https://github.com/crowsonkb/k-diffusion
 */
export function polyexponentialSigmas(
  steps: number,
  sigmaMin: number,
  sigmaMax: number,
  { rho = 1 }: { rho?: number } = {},
): Float64Array {
  checkRange(steps, sigmaMin, sigmaMax);
  const [low, high] = [Math.log(sigmaMin), Math.log(sigmaMax)];
  return Float64Array.of(...linspace(1, 0, steps).map((ramp) => Math.exp(ramp ** rho * (high - low) + low)), 0);
}
