import { Alt2imgError, type Tensor } from "@alt2img/core";
import { checkSigma, type Level, noiseScale, signalScale } from "../schedule/schedule.js";
import { indexOfNotFinite } from "../tensor/index-of-not-finite.js";

/**
 * A noisy sample in the coordinates of the clean images: what it would be with `alpha` 1. Pure noise says nothing: all 0.
 *
 * @throws Alt2imgError `diffusion/sigma` for a sigma below 0 or NaN, `diffusion/not-finite` for a sample with NaN or Infinity in it
 */
export function inCleanScale({ data }: Tensor, level: Level): Float64Array {
  checkSigma(level.sigma);
  const at = indexOfNotFinite(data);
  if (at !== -1) {
    throw new Alt2imgError(
      "diffusion/not-finite",
      `Value ${at} of the sample is ${data[at]} at sigma ${level.sigma}; give finite numbers.`,
    );
  }
  const alpha = signalScale(level);
  return alpha === 0 ? new Float64Array(data.length) : Float64Array.from(data, (value) => value / alpha);
}

/** 2σ² of that sample; `Infinity` for pure noise. */
export function doubleVariance(level: Level): number {
  const alpha = signalScale(level);
  return alpha === 0 ? Number.POSITIVE_INFINITY : 2 * (noiseScale(level) / alpha) ** 2;
}
