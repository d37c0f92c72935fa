import { Alt2imgError } from "@alt2img/core";
import type { NoiseSource } from "./sampler.js";

/**
 * The noise source of a sampler that needs one only for some values of eta.
 *
 * @returns if `noise` is left out, a source that throws `diffusion/noise` on its first call
 */
export function requiredNoise(noise: NoiseSource | undefined): NoiseSource {
  return (
    noise ??
    (() => {
      const message =
        "With eta above 0 the sampler adds noise in each step. Give it the option noise, or set eta to 0.";
      throw new Alt2imgError("diffusion/noise", message);
    })
  );
}
