import type { RasterImage } from "@alt2img/core";
import { type Color, rgba } from "../pixel/color.js";

/** A new image of one colour, to paint on. */
export type Canvas = RasterImage & { readonly data: Uint8ClampedArray };

export function canvas(width: number, height: number, color: Color): Canvas {
  const data = new Uint8ClampedArray(4 * width * height);
  const [red, green, blue, alpha] = rgba(color);
  if (red !== 0 || green !== 0 || blue !== 0 || alpha !== 0) {
    for (let i = 0; i < data.length; i += 4) {
      data[i] = red;
      data[i + 1] = green;
      data[i + 2] = blue;
      data[i + 3] = alpha;
    }
  }
  return { width, height, data };
}

/** Copies an image, alpha included, to column `x` and row `y`; what falls outside is cut off. */
export function paste(target: Canvas, image: RasterImage, x: number, y: number): void {
  const left = Math.max(0, x);
  const right = Math.min(target.width, x + image.width);
  if (right <= left) return;
  for (let row = Math.max(0, y), end = Math.min(target.height, y + image.height); row < end; row++) {
    const from = 4 * ((row - y) * image.width + left - x);
    target.data.set(image.data.subarray(from, from + 4 * (right - left)), 4 * (row * target.width + left));
  }
}
