import { Alt2imgError } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import type { PredictionType } from "../denoiser/network-denoiser.js";
import { combine } from "../tensor/combine.js";
import type { DenoiserPair } from "./denoiser-pair.js";
import { type Rescale, rescaleGuided } from "./rescale-guided.js";

export type GuidanceOptions = {
  /**
   * How far to go from the unconditional to the conditional denoised image: 1 is the conditional one, 0 the unconditional one,
   * and more than 1 exaggerates the difference. A number, or a function of sigma.
   */
  readonly scale: number | ((sigma: number) => number);
  /** Guide only at noise levels with `low < sigma ≤ high`; the others get a scale of 1. */
  readonly interval?: readonly [low: number, high: number];
  /** From 0 to 1: how far to bring the contrast back to the conditional prediction's, against images that are too bright. */
  readonly rescale?: number;
  /** For `rescale`: what the network predicts, since it is that whose standard deviation counts. */
  readonly predictionType?: PredictionType;
};

/**
 * Guidance by a second denoiser, for any sampler:
 *
 * - classifier-free guidance, if the second one knows no prompt, or a negative prompt;
 * - autoguidance, if it is a smaller or less trained model with the same prompt.
 *
 * @returns throws `diffusion/guidance` for a scale that isn't finite, `diffusion/dims` if the two answers differ in size
 * @throws Alt2imgError `diffusion/guidance` for an interval that isn't one, or a `rescale` that isn't from 0 to 1
 * @see Ho and Salimans 2022, https://arxiv.org/abs/2207.12598
 * @see Karras et al. 2024 (autoguidance), https://arxiv.org/abs/2406.02507
 * @see Kynkäänniemi et al. 2024 (the interval), https://arxiv.org/abs/2404.07724
 */
export function guide(
  pair: DenoiserPair,
  { scale, interval: [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], ...rest }: GuidanceOptions,
): Denoiser {
  if (!(low < high)) {
    const message = `The interval of guidance is from ${low} to ${high}; give a smaller sigma first, then a larger one.`;
    throw new Alt2imgError("diffusion/guidance", message);
  }
  const rescale = checkRescale(rest);
  const scaleAt = (sigma: number): number => {
    if (sigma <= low || sigma > high) return 1;
    return checkScale(typeof scale === "function" ? scale(sigma) : scale, sigma);
  };
  return async (x, level, signal) => {
    const factor = scaleAt(level.sigma);
    if (factor === 1) return pair.conditional(x, level, signal);
    const { conditional, unconditional } = await pair.both(x, level, signal);
    const guided = combine([factor, conditional], [1 - factor, unconditional]);
    return rescale === undefined ? guided : rescaleGuided(guided, conditional, x, level, rescale);
  };
}

/** @throws Alt2imgError `diffusion/guidance` unless it is a finite number */
export function checkScale(scale: number, sigma: number): number {
  if (Number.isFinite(scale)) return scale;
  throw new Alt2imgError(
    "diffusion/guidance",
    `The guidance's scale is ${scale} at sigma ${sigma}; it must be a finite number.`,
  );
}

function checkRescale({
  rescale = 0,
  predictionType,
}: Pick<GuidanceOptions, "rescale" | "predictionType">): Rescale | undefined {
  if (!(rescale >= 0 && rescale <= 1)) {
    throw new Alt2imgError("diffusion/guidance", `The guidance's rescale is ${rescale}; it must be from 0 to 1.`);
  }
  if (rescale === 0) return undefined;
  if (predictionType === undefined) {
    const message = "To rescale the guidance, give predictionType too: what is rescaled is the network's prediction.";
    throw new Alt2imgError("diffusion/guidance", message);
  }
  return { amount: rescale, predictionType };
}
