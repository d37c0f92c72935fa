import type { RasterImage } from "@alt2img/core";
import { LINE_HEIGHT, pixelText } from "./pixel-font.js";

/** How many pixels a pixel of the letters is wide and high, and how many are free above and below them. */
const SCALE = 2;
const MARGIN = 3;

/** A picture with a line of text below it, black on white; what is too long is cut. */
export function labelledPicture({ width, height, data }: RasterImage, label: string): RasterImage {
  const below = LINE_HEIGHT * SCALE + 2 * MARGIN;
  const pixels = new Uint8ClampedArray(4 * width * (height + below)).fill(255);
  pixels.set(data);
  const rows = pixelText(label);
  const left = Math.max(Math.floor((width - rows[0]!.length * SCALE) / 2), 0);
  for (let y = 0; y < LINE_HEIGHT * SCALE; y++) {
    for (let x = left; x < width; x++) {
      if (rows[Math.floor(y / SCALE)]![Math.floor((x - left) / SCALE)] !== true) continue;
      pixels.fill(0, 4 * ((height + MARGIN + y) * width + x), 4 * ((height + MARGIN + y) * width + x) + 3);
    }
  }
  return { width, height: height + below, data: pixels };
}
