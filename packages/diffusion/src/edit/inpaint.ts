import { Alt2imgError, type Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";

/**
 * Draws only where the mask says so: elsewhere, the denoised image is the one that is given. Start the sampler with
 * `addNoise(image, noise, …)`, so that what is kept is kept to the last bit of float32.
 *
 * @param image clean; dims of one sample or of the whole batch
 * @param mask 1 where to draw, 0 where to keep, or anything between; as many values as `image`, or as its last two axes
 * @throws Alt2imgError `diffusion/mask` if the sizes don't fit together, or the mask has other values; the denoiser throws it too
 */
export function inpaint(denoise: Denoiser, image: Tensor, mask: Tensor): Denoiser {
  const plane = image.dims.slice(-2).reduce((product, size) => product * size, 1);
  if (mask.data.length !== image.data.length && mask.data.length !== plane) {
    throw new Alt2imgError(
      "diffusion/mask",
      `The mask has ${mask.data.length} values; it must have one for each value of the image (${image.data.length}) or for each of its pixels (${plane}).`,
    );
  }
  if (!sameAxes(mask, image)) {
    const message = `The mask has the dims [${mask.dims.join(", ")}] and the image [${image.dims.join(", ")}]; the last two, height and width, must be the same.`;
    throw new Alt2imgError("diffusion/mask", message);
  }
  const outside = mask.data.findIndex((value) => !(value >= 0 && value <= 1));
  if (outside !== -1) {
    const message = `Value ${outside} of the mask is ${mask.data[outside]}; give numbers from 0, to keep, to 1, to draw.`;
    throw new Alt2imgError("diffusion/mask", message);
  }
  return async (x, level, signal) => {
    if (x.data.length % image.data.length !== 0 || !sameAxes(x, image)) {
      const message = `The sample has the dims [${x.dims.join(", ")}], which the image to keep, [${image.dims.join(", ")}], doesn't fit.`;
      throw new Alt2imgError("diffusion/mask", message);
    }
    const { dims, data } = await denoise(x, level, signal);
    const keep = (value: number, i: number): number => {
      const drawn = mask.data[i % mask.data.length]!;
      return drawn * value + (1 - drawn) * image.data[i % image.data.length]!;
    };
    return { dims, data: data.map(keep) };
  };
}

/** Whether the last two axes, or as many as both have, are the same. */
function sameAxes(one: Tensor, other: Tensor): boolean {
  const axes = Math.min(2, one.dims.length, other.dims.length);
  return one.dims.slice(-axes).join() === other.dims.slice(-axes).join();
}
