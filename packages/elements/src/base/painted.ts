import type { RasterImage } from "@alt2img/core";
import { Directive, type DirectiveResult, directive, type ElementPart } from "lit/directive.js";

/** Shows a picture on a canvas, in its own size in pixels; CSS makes it larger. */
export function showPicture(canvas: HTMLCanvasElement, { width, height, data }: RasterImage): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext("2d")!.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
}

class Painted extends Directive {
  #shown: RasterImage | undefined;

  override render(_picture: RasterImage): void {}

  override update({ element }: ElementPart, [picture]: [RasterImage]): void {
    if (picture === this.#shown) return;
    this.#shown = picture;
    showPicture(element as HTMLCanvasElement, picture);
  }
}

/** ``html`<canvas ${painted(picture)}></canvas>` `` has the picture on it. A blob would need `img-src blob:` in the page's policy. */
export const painted: (picture: RasterImage) => DirectiveResult = /* @__PURE__ */ directive(Painted);
