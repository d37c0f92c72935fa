import { Alt2imgError } from "@alt2img/core";

/** Red, green, blue and, unless it is 255, alpha; each 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number, alpha?: number];

/** All four, checked. @throws Alt2imgError `image/color` */
export function rgba([red, green, blue, alpha = 255]: Color): [number, number, number, number] {
  const bytes: [number, number, number, number] = [red, green, blue, alpha];
  if (bytes.some((value) => !(Number.isInteger(value) && value >= 0 && value <= 255))) {
    throw new Alt2imgError("image/color", `A colour is three or four whole numbers from 0 to 255; got ${bytes}.`);
  }
  return bytes;
}

/** The three of an opaque colour. @throws Alt2imgError `image/color` */
export function opaque(color: Color): [number, number, number] {
  const [red, green, blue, alpha] = rgba(color);
  if (alpha !== 255) {
    throw new Alt2imgError("image/color", `The colour under an image must be opaque; its alpha is ${alpha}.`);
  }
  return [red, green, blue];
}
