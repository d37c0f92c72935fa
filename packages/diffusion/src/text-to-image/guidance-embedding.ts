import type { Tensor } from "@alt2img/core";

/**
 * How a latent consistency model is told the guidance that it was distilled from: sines and cosines of `1000 · (guidanceScale − 1)`, as
 * for a timestep, in float32.
 *
 * @param size of the result, 4 or more
 * @returns `[1, size]`
 * @see `get_guidance_scale_embedding` of `LatentConsistencyModelPipeline` in diffusers
 * @see Luo et al. 2023, section 4.2, https://arxiv.org/abs/2310.04378
 */
export function guidanceEmbedding(guidanceScale: number, size: number): Tensor {
  const f = Math.fround;
  const half = size >> 1;
  const step = f(f(Math.log(10_000)) / (half - 1));
  const scale = f(f(guidanceScale - 1) * 1000);
  const data = new Float32Array(size); // a last number is 0 if the size is odd
  for (let i = 0; i < half; i++) {
    const angle = f(scale * f(Math.exp(f(i * -step))));
    data[i] = Math.sin(angle);
    data[half + i] = Math.cos(angle);
  }
  return { dims: [1, size], data };
}
