import { checkSteps } from "./check-range.js";
import { linspace } from "./linspace.js";

/**
 * Noise levels of the variance-preserving SDE, equally spaced in its time.
 *
 * Options:
 *
 * - `betaMin`: β at time 0
 * - `betaRange`: how much β rises from time 0 to 1
 * - `end`: time of the last level above 0
 *
 * @param steps network calls, at least 1
 * @returns `steps + 1` levels, falling, the last one 0
 * @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1
 * @see Song et al. 2021, appendix C, https://arxiv.org/abs/2011.13456; Karras et al. 2022, table 1
 */
export function vpSigmas(
  steps: number,
  { betaMin = 0.1, betaRange = 19.9, end = 0.001 }: { betaMin?: number; betaRange?: number; end?: number } = {},
): Float64Array {
  checkSteps(steps);
  const sigma = (time: number): number => Math.sqrt(Math.expm1((betaRange * time ** 2) / 2 + betaMin * time));
  return Float64Array.of(...linspace(1, end, steps).map(sigma), 0);
}
