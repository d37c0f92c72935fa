import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage, checkSize } from "../check-image.js";
import { isOpaque, premultiply, unpremultiply } from "../pixel/alpha.js";
import { kernels, type ResampleFilter } from "./filter.js";
import { resampleNearest } from "./nearest.js";
import { type Layout, type Plane, resampleColumns, resampleRows } from "./resample.js";
import { computeWeights } from "./weights.js";

export type ResizeOptions = {
  /** Of the result, in pixels, at least 1. */
  width: number;
  /** Of the result, in pixels, at least 1. */
  height: number;
  /** Default `"bicubic"`, which is CLIP's and Pillow's own default. */
  filter?: ResampleFilter;
};

/**
 * The image at another size: the bytes of Pillow's `image.resize((width, height), filter)`, every one of them. Where
 * it shrinks, each filter but `nearest` averages over all pixels that fall together. An image with transparent pixels is
 * resized as Pillow resizes mode RGBA, by colours multiplied with alpha; `nearest` copies pixels as they are.
 *
 * @returns a new image, or `image` itself where its size is the wanted one
 * @throws Alt2imgError `image/raster-image` for a size that is not whole and positive; `image/filter` for an unknown filter
 * @see https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c
 */
export function resize(image: RasterImage, { width, height, filter = "bicubic" }: ResizeOptions): RasterImage {
  checkImage(image);
  checkSize(width, height, "The wanted size");
  if (filter !== "nearest" && !Object.hasOwn(kernels, filter)) {
    throw new Alt2imgError(
      "image/filter",
      `There is no filter “${filter}”. Take nearest, ${Object.keys(kernels).join(", ")}.`,
    );
  }
  if (image.width === width && image.height === height) return image;
  if (filter === "nearest") return resampleNearest(image, width, height, 4);
  if (isOpaque(image)) return resample(image, width, height, filter, "rgb");
  return unpremultiply(resample(premultiply(image), width, height, filter, "rgba"));
}

/**
 * Resamples along one axis, rounds to bytes, then along the other. Rows come first, unless the height loses more than
 * twice as many pixels as the width: that is Pillow's rule from 13.0 on. (Up to 12, rows always came first, so in such
 * shapes some bytes differ from one Pillow to the other.)
 */
export function resample(
  image: Plane,
  width: number,
  height: number,
  filter: Exclude<ResampleFilter, "nearest">,
  layout: Layout,
): Plane {
  const kernel = kernels[filter];
  const rows = (plane: Plane): Plane =>
    plane.width === width ? plane : resampleRows(plane, width, computeWeights(plane.width, width, kernel), layout);
  const columns = (plane: Plane): Plane =>
    plane.height === height
      ? plane
      : resampleColumns(plane, height, computeWeights(plane.height, height, kernel), layout);
  const lostHeight = image.height - height;
  const columnsFirst = lostHeight > 0 && lostHeight > 2 * (image.width - width);
  return columnsFirst ? rows(columns(image)) : columns(rows(image));
}
