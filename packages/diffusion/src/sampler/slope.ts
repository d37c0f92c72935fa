import type { Tensor } from "@alt2img/core";
import { type Level, noiseScale, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";

/** A noisy sample and what the denoiser made of it: the slope of the ODE there, dx = denoised · dα + noise · dσ. */
export type Slope = { readonly x: Tensor; readonly denoised: Tensor; readonly level: Level };

/**
 * The sample moved from one level to another along the mean of some slopes. With the slope at `from` alone, this is Euler's method;
 * with those at both ends, the trapezoidal rule; with one in between, the midpoint rule.
 */
export function alongSlopes(x: Tensor, from: Level, to: Level, slopes: readonly Slope[]): Tensor {
  const dAlpha = (signalScale(to) - signalScale(from)) / slopes.length;
  const dSigma = (noiseScale(to) - noiseScale(from)) / slopes.length;
  const terms = slopes.flatMap(({ x, denoised, level }): [number, Tensor][] => {
    const weight = dSigma / noiseScale(level);
    return [
      [weight, x],
      [dAlpha - weight * signalScale(level), denoised],
    ];
  });
  return combine([1, x], ...terms);
}
