/**
 * A picture in memory: 8-bit RGBA, row by row from the top left, alpha not premultiplied.
 * `data.length` is `4 * width * height`. The browser's `ImageData` is one.
 */
export type RasterImage = {
  /** In pixels, at least 1. */
  readonly width: number;
  /** In pixels, at least 1. */
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
};
