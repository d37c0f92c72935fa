import type { RandomGenerator } from "@alt2img/core/random";
import type { NoiseSource } from "./sampler.js";

/**
 * Independent Gaussian noise: each call continues the generator's stream, whatever the noise levels, as diffusers does with
 * `torch.randn`.
 *
 * @param generator of `@alt2img/core/random`; give the one that drew the start, and the numbers are PyTorch's
 */
export function gaussianNoise(generator: Pick<RandomGenerator, "randn">): NoiseSource {
  return (dims) => ({ dims, data: generator.randn(dims.reduce((size, length) => size * length, 1)) });
}
