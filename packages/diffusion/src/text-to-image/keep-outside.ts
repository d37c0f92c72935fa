import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { addNoise } from "../edit/add-noise.js";
import type { Level } from "../schedule/schedule.js";

/** What is kept of a picture while the rest of it is drawn. */
export type KeptOutside = {
  /** Clean latents, and the noise that the picture started with. Same dims. */
  readonly image: Tensor;
  readonly noise: Tensor;
  /** 1 where to draw, 0 where to keep; as many values as the last two axes of `image`. */
  readonly mask: Tensor;
};

/**
 * Draws only inside of a mask: outside, every call of the network sees the picture with its first noise, at the level of the call. This
 * is what diffusers' inpainting pipelines do after each step, so it agrees with them under samplers that add noise, too.
 *
 * @param fromNoise whether the start is nothing but noise; then the first call sees it as it is, as in diffusers
 */
export function keepOutside(denoise: Denoiser, kept: KeptOutside, fromNoise: boolean): Denoiser {
  let first = fromNoise;
  return async (x, level, signal) => {
    const seen = first ? x : withKept(x, kept, level);
    first = false;
    const denoised = await denoise(seen, level, signal);
    return blend(denoised, kept.image, kept.mask);
  };
}

/** A sample with what is kept in its place, at the level of the sample. */
export function withKept(x: Tensor, { image, noise, mask }: KeptOutside, level: Pick<Level, "form" | "sigma">): Tensor {
  return blend(x, level.sigma === 0 ? image : addNoise(image, noise, level), mask);
}

function blend(inside: Tensor, outside: Tensor, mask: Tensor): Tensor {
  const plane = mask.data.length;
  const mix = (value: number, i: number): number => {
    const drawn = mask.data[i % plane]!;
    return drawn * value + (1 - drawn) * outside.data[i]!;
  };
  return { dims: inside.dims, data: inside.data.map(mix) };
}
