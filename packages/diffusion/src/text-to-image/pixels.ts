import type { RasterImage, Tensor } from "@alt2img/core";
import { dropAlpha, type GrayImage, resize, toGray, toPixelValues } from "@alt2img/image";

/** Pixels from -1 to 1, `[1, 3, height, width]`, as bytes; what is out of range is cut. `postprocess` in diffusers. */
export function pictureOf({ dims, data }: Pick<Tensor, "dims" | "data">): RasterImage {
  const [, , height, width] = dims as [number, number, number, number];
  const area = width * height;
  // It rounds halves to even, as NumPy does.
  const bytes = new Uint8ClampedArray(4 * area).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const values = data.subarray(channel * area, (channel + 1) * area);
    for (let i = 0; i < area; i++) bytes[4 * i + channel] = Math.fround(Math.fround(values[i]! / 2 + 0.5) * 255);
  }
  return { width, height, data: bytes };
}

/**
 * A picture of a size, by Pillow's Lanczos filter, as pixels from -1 to 1, `[1, 3, height, width]`; without its alpha.
 *
 * @see `preprocess` of `VaeImageProcessor` in diffusers
 */
export function pixelsOf(picture: RasterImage, size: { readonly width: number; readonly height: number }): Tensor {
  const sized = resize(dropAlpha(picture), { width: size.width, height: size.height, filter: "lanczos" });
  const half = [0.5, 0.5, 0.5] as const;
  const { dims, data } = toPixelValues(sized, { mean: half, std: half });
  return { dims: [1, ...dims], data };
}

/**
 * A mask of a size: 1 where the picture is at least half as bright as white, else 0, `[1, 1, height, width]`; its alpha doesn't count.
 *
 * @see `mask_processor` of `StableDiffusionInpaintPipeline` in diffusers
 */
export function maskOf(picture: RasterImage, size: { readonly width: number; readonly height: number }): Tensor {
  const { width, height } = size;
  const gray: GrayImage = toGray(resize(dropAlpha(picture), { width, height, filter: "lanczos" }));
  return { dims: [1, 1, height, width], data: Float32Array.from(gray.data, (value) => (value >= 127.5 ? 1 : 0)) };
}

/** Every `factor`th value of the last two axes, from the first on: `interpolate` of PyTorch with the mode nearest. */
export function thinOut({ dims, data }: Tensor, factor: number): Tensor {
  const [, , rows, columns] = dims as [number, number, number, number];
  const [height, width] = [rows / factor, columns / factor];
  const thin = new Float32Array(height * width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) thin[y * width + x] = data[(y * columns + x) * factor]!;
  }
  return { dims: [1, 1, height, width], data: thin };
}
