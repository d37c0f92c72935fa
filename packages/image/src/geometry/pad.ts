import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage, checkNewSize, checkSize } from "../check-image.js";
import type { Color } from "../pixel/color.js";
import { canvas, paste } from "./canvas.js";
import type { Size } from "./size.js";

export type PadOptions = Size & {
  /** The colour of the new border; default opaque black. */
  color?: Color;
  /** Where the image goes: in the middle (an odd pixel goes to the right and the bottom; the default) or in the upper left corner. */
  position?: "center" | "top-left";
};

/**
 * The image on a larger background, with its pixels unchanged, alpha included.
 *
 * @throws Alt2imgError `image/sizes` when the image is larger than the given size
 */
export function pad(
  image: RasterImage,
  { width, height, color = [0, 0, 0], position = "center" }: PadOptions,
): RasterImage {
  checkImage(image);
  checkSize(width, height, "The padded size");
  checkNewSize({ width, height }, "The padded size");
  if (image.width > width || image.height > height) {
    throw new Alt2imgError(
      "image/sizes",
      `The image is ${image.width} × ${image.height}: it doesn't fit into ${width} × ${height}. Resize or crop it first.`,
    );
  }
  const target = canvas(width, height, color);
  if (position === "top-left") paste(target, image, 0, 0);
  else paste(target, image, Math.floor((width - image.width) / 2), Math.floor((height - image.height) / 2));
  return target;
}
