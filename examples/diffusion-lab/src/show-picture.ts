import type { RasterImage } from "@alt2img/core";

/** Shows a picture, in its own size in pixels; CSS makes it larger. */
export function showPicture(canvas: HTMLCanvasElement, { width, height, data }: RasterImage): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext("2d")!.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
}

export function clearPicture(canvas: HTMLCanvasElement): void {
  canvas.getContext("2d")!.clearRect(0, 0, canvas.width, canvas.height);
}
