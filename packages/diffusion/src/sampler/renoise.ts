import type { Tensor } from "@alt2img/core";
import { type Level, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import type { NoiseSource } from "./sampler.js";

export type RenoiseOptions = {
  readonly noise: NoiseSource;
  /** What the noise is multiplied with: Karras' S_noise. A little above 1 makes up for denoisers that take too much away. */
  readonly sNoise?: number;
  /** The levels that the noise source is asked for, if they aren't those between which noise is added. */
  readonly asked?: readonly [from: number, to: number];
};

/** Adds noise to a sample of the level `from` until it is one of the level `to`. Draws nothing if both are the same. */
export function renoise(
  x: Tensor,
  from: Level,
  to: Level,
  { noise, sNoise = 1, asked = [from.sigma, to.sigma] }: RenoiseOptions,
): Tensor {
  // Independent noises add in their variances.
  const added = to.sigma === from.sigma ? 0 : Math.sqrt((to.sigma - from.sigma) * (to.sigma + from.sigma));
  if (!(added > 0)) return x;
  const alpha = signalScale(to);
  return combine([alpha / signalScale(from), x], [alpha * added * sNoise, noise(x.dims, ...asked)]);
}
