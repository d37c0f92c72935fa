import type { Tensor } from "@alt2img/core";
import { checkSigma, type Level, noiseScale, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";

/**
 * The forward process in one step: a clean image at a noise level, `α · clean + σ · noise`.
 *
 * @throws Alt2imgError `diffusion/dims` if the noise hasn't the size of the image, `diffusion/sigma` for a sigma below 0 or NaN
 */
export function addNoise(clean: Tensor, noise: Tensor, level: Pick<Level, "form" | "sigma">): Tensor {
  checkSigma(level.sigma);
  return combine([signalScale(level), clean], [noiseScale(level), noise]);
}
