import type { Tensor } from "@alt2img/core";
import { type Level, noiseScale, signalScale } from "../schedule/schedule.js";
import { combine, combineTwice, type Term } from "../tensor/combine.js";

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
  return combine(...noiseTerms(x, denoised, level));
}

/** That noise, with a weight, and a tensor with its own: `combine(image, [weight, noiseIn(x, denoised, level)])`. */
export function withNoiseIn(image: Term, weight: number, x: Tensor, denoised: Tensor, level: Level): Tensor {
  return combineTwice(image, weight, ...noiseTerms(x, denoised, level));
}

function noiseTerms(x: Tensor, denoised: Tensor, level: Level): [Term, Term] {
  const sigma = noiseScale(level);
  return [
    [1 / sigma, x],
    [-signalScale(level) / sigma, denoised],
  ];
}
