import type { RasterImage } from "@alt2img/core";

/**
 * How different two pictures of the same size are: the root mean square difference of their colours, without alpha, as a share of the range from black
 * to white. 0 if they are the same, at most 1.
 */
export function differenceOf(one: RasterImage, other: RasterImage): number {
  const { data, width, height } = one;
  let squares = 0;
  for (let i = 0; i < data.length; i++) if (i % 4 !== 3) squares += (data[i]! - other.data[i]!) ** 2;
  return Math.sqrt(squares / (3 * width * height)) / 255;
}

/** Below this difference, one hardly sees it: 5 %. */
export const CLOSE = 0.05;

/**
 * From which step on the guess stays close to the finished picture.
 *
 * @param differences of each step's guess from it
 * @returns the index; the number of steps if even the last guess is far away
 */
export function settledAt(differences: readonly number[]): number {
  return differences.findLastIndex((difference) => difference >= CLOSE) + 1;
}
