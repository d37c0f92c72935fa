import { checkSteps } from "./check-range.js";
import { linspace } from "./linspace.js";

/** Sigma for the time t of a rectified flow, `x = (1 − t) · clean + t · noise`: `t / (1 − t)`, and `Infinity` for t = 1. */
export function sigmaOfFlowTime(time: number): number {
  return time / (1 - time);
}

/** The time of a rectified flow for a sigma: `sigma / (1 + sigma)`, and 1 for `Infinity`. */
export function flowTimeOf(sigma: number): number {
  return sigma === Number.POSITIVE_INFINITY ? 1 : sigma / (1 + sigma);
}

/**
 * Moves times of a rectified flow toward noise: `shift · t / (1 + (shift − 1) · t)`. In sigma, this is a multiplication with
 * `shift`. Larger pictures need more noise to be hidden: Stable Diffusion 3 takes 3. A dynamic shift by μ is the shift exp(μ).
 *
 * @param time from 0 to 1; 0 and 1 stay
 * @see Esser et al. 2024, section 5.3.2, https://arxiv.org/abs/2403.03206
 */
export function shiftFlowTime(time: number, shift: number): number {
  return (shift * time) / (1 + (shift - 1) * time);
}

/**
 * μ for a size of picture, as FLUX and its kin have it: linear in the number of image tokens.
 *
 * @param imageTokens length of the image's sequence in the transformer; with patches of 2 × 2 latents of 8 × 8 pixels, 4,096 for
 *   1024 × 1024 pixels
 * @see `calculate_shift` in diffusers, `get_lin_function` in https://github.com/black-forest-labs/flux
 */
export function dynamicShift(
  imageTokens: number,
  {
    baseTokens = 256,
    maxTokens = 4096,
    baseShift = 0.5,
    maxShift = 1.15,
  }: { baseTokens?: number; maxTokens?: number; baseShift?: number; maxShift?: number } = {},
): number {
  const slope = (maxShift - baseShift) / (maxTokens - baseTokens);
  return imageTokens * slope + (baseShift - slope * baseTokens);
}

/**
 * Stretches falling times of a rectified flow so that the last one is `terminal`, as LTX-Video has it. Time 1 stays.
 *
 * @param times falling; if the last one is 1, there is nothing to stretch, and they are returned as they are
 * @see `stretch_shift_to_terminal` in diffusers
 */
export function stretchToTerminal(times: Float64Array, terminal: number): Float64Array {
  const last = times.at(-1);
  if (last === undefined || last === 1) return times;
  const scale = (1 - last) / (1 - terminal);
  return times.map((time) => 1 - (1 - time) / scale);
}

/**
 * Noise levels for a rectified flow: times equally spaced from 1, then shifted.
 *
 * Options:
 *
 * - `shift`: as in `shiftFlowTime`; for a dynamic shift, `Math.exp(dynamicShift(imageTokens))`
 * - `terminal`: the last time above 0, if it is to be stretched to one
 *
 * @param steps network calls, at least 1
 * @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1
 * @returns `steps + 1` sigmas for the form `"flow"`, falling from `Infinity` (time 1) to 0
 * @see Liu et al. 2023, https://arxiv.org/abs/2209.03003
 */
export function flowSigmas(
  steps: number,
  { shift = 1, terminal }: { shift?: number; terminal?: number | undefined } = {},
): Float64Array {
  checkSteps(steps);
  const times = linspace(1, 1 / steps, steps).map((time) => shiftFlowTime(time, shift));
  const stretched = terminal === undefined ? times : stretchToTerminal(times, terminal);
  return Float64Array.of(...stretched.map(sigmaOfFlowTime), 0);
}
