import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage, checkNewSize } from "../check-image.js";
import type { Color } from "../pixel/color.js";
import { canvas, paste } from "./canvas.js";

export type GridOptions = {
  /** Images in a row; by default, the grid is as square as possible. With as many columns as images, it is a film strip. */
  columns?: number;
  /** Pixels between images; default 0. There is no gap around the outside. */
  gap?: number;
  /** The colour of the gaps and around smaller images; default opaque white. */
  color?: Color;
};

/**
 * Images side by side: a contact sheet or, with one row, a film strip. Every cell is as wide as the widest image and
 * as high as the highest; smaller images are centred in their cells.
 *
 * @throws Alt2imgError `image/sizes` without any image, or for columns or a gap that aren't integers
 */
export function grid(images: readonly RasterImage[], options: GridOptions = {}): RasterImage {
  const { columns = Math.ceil(Math.sqrt(images.length)), gap = 0, color = [255, 255, 255] } = options;
  if (images.length === 0) throw new Alt2imgError("image/sizes", "A grid needs at least one image; got none.");
  if (!(Number.isSafeInteger(columns) && columns >= 1 && Number.isSafeInteger(gap) && gap >= 0)) {
    throw new Alt2imgError(
      "image/sizes",
      `A grid has a whole number of columns, at least 1, and a whole gap, at least 0; got ${columns} and ${gap}.`,
    );
  }
  for (const image of images) checkImage(image);
  const cellWidth = Math.max(...images.map(({ width }) => width));
  const cellHeight = Math.max(...images.map(({ height }) => height));
  const across = Math.min(columns, images.length);
  const down = Math.ceil(images.length / columns);
  const size = { width: across * (cellWidth + gap) - gap, height: down * (cellHeight + gap) - gap };
  checkNewSize(size, "The grid");
  const target = canvas(size.width, size.height, color);
  for (const [i, image] of images.entries()) {
    const x = (i % columns) * (cellWidth + gap) + Math.floor((cellWidth - image.width) / 2);
    const y = Math.floor(i / columns) * (cellHeight + gap) + Math.floor((cellHeight - image.height) / 2);
    paste(target, image, x, y);
  }
  return target;
}
