import { polyexponentialSigmas } from "./polyexponential.js";

/**
 * Noise levels in a geometric sequence: equal steps in the logarithm of sigma.
 *
 * @param steps network calls, at least 1
 * @returns `steps + 1` levels, falling from `sigmaMax` to `sigmaMin`, then 0
 * @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1, `diffusion/sigma` unless `0 < sigmaMin ≤ sigmaMax`
 * @see `get_sigmas_exponential` in https://github.com/crowsonkb/k-diffusion
 */
export function exponentialSigmas(steps: number, sigmaMin: number, sigmaMax: number): Float64Array {
  return polyexponentialSigmas(steps, sigmaMin, sigmaMax, { rho: 1 });
}
