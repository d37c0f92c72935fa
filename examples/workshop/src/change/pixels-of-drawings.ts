import { h } from "@alt2img/example-shared/element";

const SIDE = 64;

/** RGBA of all drawings, one after the other. */
export async function pixelsOfDrawings(urls: readonly string[]): Promise<Uint8ClampedArray> {
  const canvas = h("canvas", { width: SIDE, height: SIDE * urls.length });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser has no canvas.");
  for (const [i, src] of urls.entries()) {
    const image = h("img", { src });
    await image.decode();
    context.drawImage(image, 0, i * SIDE);
  }
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}
