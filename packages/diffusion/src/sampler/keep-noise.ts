import type { Tensor } from "@alt2img/core";
import { type Level, noiseScale, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";

/**
 * The sample at a lower noise level: the noise that the denoiser sees in `x`, (x − α · denoised) / σ, is kept, and its share
 * becomes that of the level. This is a step of Euler's method, and of DDIM with eta 0.
 */
export function keepNoise(x: Tensor, denoised: Tensor, from: Level, to: Level): Tensor {
  const ratio = noiseScale(to) / noiseScale(from);
  return combine([ratio, x], [signalScale(to) - ratio * signalScale(from), denoised]);
}

/** The noise that the denoiser sees in `x`: (x − α · denoised) / σ, as a network of the type `"epsilon"` predicts it. */
export function noiseIn(x: Tensor, denoised: Tensor, level: Level): Tensor {
  const sigma = noiseScale(level);
  return combine([1 / sigma, x], [-signalScale(level) / sigma, denoised]);
}
