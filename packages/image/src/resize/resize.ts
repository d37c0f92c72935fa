import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage, checkNewSize, checkSize } from "../check-image.js";
import { type CropOptions, crop } from "../geometry/crop.js";
import type { Size } from "../geometry/size.js";
import { isOpaque, premultiply, unpremultiply } from "../pixel/alpha.js";
import { kernels, type ResampleFilter } from "./filter.js";
import { resampleNearest } from "./nearest.js";
import { columnsOf, type Layout, type Plane, rowsOf } from "./plane.js";
import { resampleColumns, resampleRows } from "./resample.js";
import { planResampling, type Resampling } from "./resampling.js";

export type ResizeOptions = {
  /** Of the result, in pixels, at least 1. */
  width: number;
  /** Of the result, in pixels, at least 1. */
  height: number;
  /** Default `"bicubic"`, which is CLIP's and Pillow's own default. */
  filter?: ResampleFilter;
  /**
   * The only part of the result that is wanted, inside of it: `resize(image, { ...size, part })` is
   * `crop(resize(image, size), part)`, but what is cut off is never computed.
   */
  part?: CropOptions;
};

/**
 * The image at another size: the bytes of Pillow's `image.resize((width, height), filter)`, every one of them. Where
 * it shrinks, each filter but `nearest` averages over all pixels that fall together. An image with transparent pixels is
 * resized as Pillow resizes mode RGBA, by colours multiplied with alpha; `nearest` copies pixels as they are.
 *
 * Runs in WebAssembly where it can (SIMD, and `'wasm-unsafe-eval'` under a Content-Security-Policy), else in JavaScript: the
 * bytes are the same.
 *
 * @returns a new image, or `image` itself where its size is the wanted one
 * @throws Alt2imgError `image/raster-image` for a size that is not whole and positive, or a part that is not inside of it;
 *   `image/filter` for an unknown filter; `image/sizes` for more than 2²⁸ pixels
 * @see https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c
 */
export function resize(image: RasterImage, options: ResizeOptions): RasterImage {
  const { width, height, filter = "bicubic", part } = options;
  checkImage(image);
  checkSize(width, height, "The wanted size");
  // A part of a large whole is made without the whole, but for `nearest`.
  if (part === undefined || filter === "nearest") checkNewSize({ width, height }, "The wanted size");
  if (filter !== "nearest" && !Object.hasOwn(kernels, filter)) {
    throw new Alt2imgError(
      "image/filter",
      `There is no filter “${filter}”. Take nearest, ${Object.keys(kernels).join(", ")}.`,
    );
  }
  if (part !== undefined) checkPart(part, { width, height });
  if (image.width === width && image.height === height) return part === undefined ? image : crop(image, part);
  if (filter === "nearest") {
    const whole = resampleNearest(image, width, height, 4);
    return part === undefined ? whole : crop(whole, part);
  }
  if (isOpaque(image)) return resample(image, { width, height, filter, part, layout: "rgb" });
  return unpremultiply(resample(premultiply(image), { width, height, filter, part, layout: "rgba" }));
}

function checkPart({ x, y, width, height }: CropOptions, size: Size): void {
  checkSize(width, height, "The wanted part");
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y) && x >= 0 && y >= 0) {
    if (x + width <= size.width && y + height <= size.height) return;
  }
  throw new Alt2imgError(
    "image/raster-image",
    `The wanted part, ${width} × ${height} from ${x}, ${y} on, is not inside of ${size.width} × ${size.height}.`,
  );
}

/** What `resample` is asked for. */
type ResampleOptions = Resampling & { readonly layout: Layout };

/**
 * Resamples along one axis, rounds to bytes, then along the other. Rows come first, unless the height loses more than
 * twice as many pixels as the width: that is Pillow's rule from 13.0 on. (Up to 12, rows always came first, so in such
 * shapes some bytes differ from one Pillow to the other.)
 */
export function resample(image: Plane, { layout, ...options }: ResampleOptions): Plane {
  const { across, down, columns, rows } = planResampling(image, options);
  const alongRows = (plane: Plane): Plane =>
    across === undefined ? columnsOf(plane, columns, layout) : resampleRows(plane, across, layout);
  const alongColumns = (plane: Plane): Plane => (down === undefined ? plane : resampleColumns(plane, down, layout));
  const source = rowsOf(image, rows, layout);
  const lostHeight = image.height - options.height;
  return lostHeight > 0 && lostHeight > 2 * (image.width - options.width)
    ? alongRows(alongColumns(source))
    : alongColumns(alongRows(source));
}
