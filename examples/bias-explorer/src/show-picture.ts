import type { RasterImage } from "@alt2img/core";
import { h } from "@alt2img/example-shared/element";

/** A picture in its own size in pixels; CSS makes it larger. */
export function pictureCanvas({ width, height, data }: RasterImage): HTMLCanvasElement {
  const canvas = h("canvas", { class: "picture", width, height });
  canvas.getContext("2d")!.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return canvas;
}

/** A picture's file: PNG, JPEG, WebP, … */
export function pictureOfFile(file: Uint8Array, alt: string): HTMLImageElement {
  const url = URL.createObjectURL(new Blob([new Uint8Array(file)]));
  const image = h("img", { class: "picture", src: url, alt, width: 64, height: 64 });
  const forget = (): void => URL.revokeObjectURL(url);
  image.addEventListener("load", forget, { once: true });
  image.addEventListener("error", forget, { once: true });
  return image;
}
