import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage, checkSize } from "../check-image.js";
import type { Color } from "../pixel/color.js";
import { canvas, paste } from "./canvas.js";
import type { Size } from "./size.js";

export type PadOptions = Size & {
  /** Of the new border; default opaque black. */
  color?: Color;
  /** Where the image goes: in the middle (an odd pixel right and below; the default) or in the upper left corner. */
  position?: "center" | "top-left";
};

/**
 * The image on a larger ground, its pixels unchanged, alpha included.
 *
 * @throws Alt2imgError `image/sizes` when the image is larger than the wanted size
 */
export function pad(
  image: RasterImage,
  { width, height, color = [0, 0, 0], position = "center" }: PadOptions,
): RasterImage {
  checkImage(image);
  checkSize(width, height, "The padded size");
  if (image.width > width || image.height > height) {
    throw new Alt2imgError(
      "image/sizes",
      `The image is ${image.width} × ${image.height}: it does not fit into ${width} × ${height}. Resize or crop it first.`,
    );
  }
  const target = canvas(width, height, color);
  if (position === "top-left") paste(target, image, 0, 0);
  else paste(target, image, Math.floor((width - image.width) / 2), Math.floor((height - image.height) / 2));
  return target;
}
