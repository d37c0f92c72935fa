import type { RasterImage } from "@alt2img/core";

/** Shows the picture in the canvas, which takes its size. */
export function paint(canvas: HTMLCanvasElement | null, { width, height, data }: RasterImage): void {
  if (canvas === null) return;
  Object.assign(canvas, { width, height });
  canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
}

/** The mean difference of two pictures of one size, over red, green and blue, from 0 to 255. */
export function meanDifference(a: RasterImage, b: RasterImage): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) if (i % 4 !== 3) sum += Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0));
  return sum / (3 * a.width * a.height);
}
