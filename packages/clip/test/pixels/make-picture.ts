import type { RasterImage } from "@alt2img/core";

/** The picture of golden/make_pixels.py: noise in every other row, smooth between; with `alpha`, three kinds of transparency. */
export function makePicture(width: number, height: number, { alpha = false }: { alpha?: boolean } = {}): RasterImage {
  const data = new Uint8ClampedArray(4 * width * height);
  const third = Math.floor(height / 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 4; channel++, at++) {
        data[at] = y % 2 === 1 ? noise(x, y, channel) : (x * (channel + 3) + y * 5) % 256;
      }
      if (!alpha || y >= height - third) data[at - 1] = 255;
      else if (y < third) data[at - 1] = 0;
    }
  }
  return { width, height, data };
}

function noise(x: number, y: number, channel: number): number {
  const mixed = Math.imul(x + 1, 73856093) ^ Math.imul(y + 1, 19349663) ^ Math.imul(channel + 1, 83492791);
  return Math.imul(mixed ^ (mixed >>> 15), 2246822519) >>> 24;
}
