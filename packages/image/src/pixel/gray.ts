import type { RasterImage } from "@alt2img/core";
import { checkImage } from "../check-image.js";

/** An image with one channel: 8-bit brightness, row by row from the top left. `data.length` is `width * height`. */
export type GrayImage = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
};

/**
 * Brightness by Pillow's `convert("L")`: ITU-R 601-2 luma in 16-bit fixed point, rounded. Alpha is ignored.
 *
 * @see https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Convert.c (`L24`)
 */
export function toGray(image: RasterImage): GrayImage {
  checkImage(image);
  const { width, height, data } = image;
  const gray = new Uint8ClampedArray(width * height);
  for (let i = 0, at = 0; i < gray.length; i++, at += 4) {
    gray[i] = (data[at]! * 19595 + data[at + 1]! * 38470 + data[at + 2]! * 7471 + 0x8000) >> 16;
  }
  return { width, height, data: gray };
}
