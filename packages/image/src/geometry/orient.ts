import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage } from "../check-image.js";

/**
 * How to turn the stored pixels upright, by EXIF's numbers (CIPA DC-008, tag 0x0112): 1 not at all,
 * 2 mirrored, 3 by 180°, 4 upside down, 5 mirrored and turned, 6 clockwise by 90°, 7 mirrored and turned, 8
 * counter-clockwise by 90°.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Turns an image upright, as Pillow's `ImageOps.exif_transpose` does. From 5 on, width and height are swapped. */
export function orient(image: RasterImage, orientation: Orientation): RasterImage {
  checkImage(image);
  if (![1, 2, 3, 4, 5, 6, 7, 8].includes(orientation)) {
    throw new Alt2imgError("image/orientation", `An orientation is a whole number from 1 to 8; got ${orientation}.`);
  }
  if (orientation === 1) return image;
  const { width, height } = image;
  const swapped = orientation >= 5;
  const targetWidth = swapped ? height : width;
  const targetHeight = swapped ? width : height;
  // Where the pixel at the target's column x and row y comes from.
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBelow = [3, 4, 6, 7].includes(orientation);
  const source = pixels(image.data);
  const target = new Uint32Array(width * height);
  let out = 0;
  for (let y = 0; y < targetHeight; y++) {
    for (let x = 0; x < targetWidth; x++) {
      const [column, row] = swapped ? [y, x] : [x, y];
      target[out++] = source[(fromBelow ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column)]!;
    }
  }
  return { width: targetWidth, height: targetHeight, data: new Uint8ClampedArray(target.buffer) };
}

/** Each pixel's four bytes as one number; copied if the data doesn't begin at a multiple of four. */
function pixels(data: Uint8Array | Uint8ClampedArray): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
