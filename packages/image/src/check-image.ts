import { Alt2imgError, type RasterImage } from "@alt2img/core";

/** @throws Alt2imgError `image/raster-image` unless both sides are integers of 1 or more and the data has the right length */
export function checkImage({ width, height, data }: RasterImage): void {
  checkSize(width, height, "An image");
  if (!ArrayBuffer.isView(data) || data.BYTES_PER_ELEMENT !== 1) {
    throw new Alt2imgError("image/raster-image", "The image's data must be a Uint8ClampedArray or a Uint8Array.");
  }
  if (data.length !== 4 * width * height) {
    throw new Alt2imgError(
      "image/raster-image",
      `The image is ${width} × ${height}, so its RGBA data must be ${4 * width * height} bytes long; it is ${data.length}.`,
    );
  }
}

/** @throws Alt2imgError `image/raster-image` unless both are integers of 1 or more */
export function checkSize(width: number, height: number, what: string): void {
  if (!(Number.isSafeInteger(width) && Number.isSafeInteger(height) && width >= 1 && height >= 1)) {
    throw new Alt2imgError(
      "image/raster-image",
      `${what} must be a whole number of pixels, at least 1, on each side; got ${width} × ${height}.`,
    );
  }
}

/** The most pixels of an image to make: their RGBA data are a gigabyte. */
const MOST_PIXELS = 2 ** 28;

/** @throws Alt2imgError `image/sizes` for more than 2²⁸ pixels */
export function checkNewSize({ width, height }: { width: number; height: number }, what: string): void {
  if (width * height <= MOST_PIXELS) return;
  throw new Alt2imgError(
    "image/sizes",
    `${what} is ${width} × ${height}, more than ${MOST_PIXELS} pixels. Choose a smaller size, or make it in parts.`,
  );
}
