import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage, checkSize } from "../check-image.js";
import { canvas, paste } from "./canvas.js";
import type { Size } from "./size.js";

export type CropOptions = Size & {
  /** Column of the left edge, counted from 0. */
  x: number;
  /** Row of the upper edge, counted from 0. */
  y: number;
};

/**
 * The region of an image that begins at column `x` and row `y`. It is transparent black outside the image, as in Pillow's
 * `crop`.
 */
export function crop(image: RasterImage, { x, y, width, height }: CropOptions): RasterImage {
  checkImage(image);
  checkSize(width, height, "The part to keep");
  if (!(Number.isSafeInteger(x) && Number.isSafeInteger(y))) {
    throw new Alt2imgError("image/raster-image", `The part to keep must begin at a whole pixel; got ${x}, ${y}.`);
  }
  const target = canvas(width, height, [0, 0, 0, 0]);
  paste(target, image, -x, -y);
  return target;
}

export type CenterCropOptions = Size & {
  /**
   * How to cut off an odd number of pixels: one more on the right and at the bottom (`"floor"`, transformers, the default),
   * or rounding the offset to the nearest even number (`"half-even"`, torchvision and so OpenAI's CLIP). It matters:
   * cutting 335 × 224 to 224 starts at column 55 with the former and 56 with the latter.
   */
  rounding?: "floor" | "half-even";
};

/**
 * The position of the region that `centerCrop` cuts out, for `resize`'s `part`. `x` and `y` are negative if the image is
 * smaller than the region.
 */
export function centerPart(size: Size, { width, height, rounding = "floor" }: CenterCropOptions): CropOptions {
  const offset = (inner: number, outer: number): number => {
    const half = (inner - outer) / 2;
    // Both references pad a small image before they crop it, with half of the missing pixels, rounded down, on the
    // left and on top.
    return rounding === "half-even" && half > 0 ? roundHalfEven(half) : Math.floor(half);
  };
  return { x: offset(size.width, width), y: offset(size.height, height), width, height };
}

/**
 * The middle of an image. A smaller image is padded, with opaque black if it is opaque itself, as in both references.
 */
export function centerCrop(image: RasterImage, options: CenterCropOptions): RasterImage {
  checkImage(image);
  checkSize(options.width, options.height, "The part to keep");
  const { x, y, width, height } = centerPart(image, options);
  const target = canvas(width, height, [0, 0, 0, 255]);
  paste(target, image, -x, -y);
  return target;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
