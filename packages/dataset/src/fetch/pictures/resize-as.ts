import { Alt2imgError, formatNumber, type RasterImage } from "@alt2img/core";
import { centerPart, longestEdgeSize, pad, resize, type Size, shortestEdgeSize } from "@alt2img/image";
import type { ResizeSettings } from "./picture-settings.js";

/**
 * The picture in another size; `undefined` for a small one that isn't to be enlarged.
 *
 * @param image upright
 * @param maxPixels of the result: a narrow strip whose shorter side grows can become very large
 * @throws Alt2imgError `image/too-large`
 */
export function resizeAs(
  image: RasterImage,
  { mode, size, enlarge = true, filter = "lanczos" }: Readonly<ResizeSettings>,
  maxPixels: number,
): RasterImage | undefined {
  const edge = mode === "border" ? Math.max(image.width, image.height) : Math.min(image.width, image.height);
  if (!enlarge && edge <= size) return undefined;
  if (mode === "border") {
    const inner = resize(image, { ...longestEdgeSize(image, size), filter });
    return pad(inner, { width: size, height: size, color: [255, 255, 255] });
  }
  const whole = shortestEdgeSize(image, size);
  if (mode === "center-crop") {
    return resize(image, { ...whole, filter, part: centerPart(whole, { width: size, height: size }) });
  }
  checkPixels(whole, maxPixels, "would become");
  return resize(image, { ...whole, filter });
}

/** @throws Alt2imgError `image/too-large` */
export function checkPixels({ width, height }: Size, maxPixels: number, is: string): void {
  if (width * height <= maxPixels) return;
  throw new Alt2imgError(
    "image/too-large",
    `The picture ${is} ${width} × ${height}, ${formatNumber(width * height)} pixels; the limit is ${formatNumber(maxPixels)}.`,
  );
}
