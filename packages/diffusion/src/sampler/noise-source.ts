import { Alt2imgError } from "@alt2img/core";
import type { NoiseSource } from "./sampler.js";

/**
 * The noise source of a sampler, which may need none for some of its options.
 *
 * @returns if `noise` is left out, a source that throws `diffusion/noise` on its first call
 */
export function requiredNoise(noise: NoiseSource | undefined): NoiseSource {
  return (
    noise ??
    (() => {
      const message =
        "The sampler adds noise in each step. Give it the option noise, such as gaussianNoise(createGenerator(seed)), or set eta to 0 if it has it.";
      throw new Alt2imgError("diffusion/noise", message);
    })
  );
}
