import type { LumaWeights } from "./read-avif.js";

/**
 * Changes the last column of a picture of odd width, whose colour is stored at half the width, to that of libyuv, and so
 * of Pillow. The decoder here mixes three parts of the last colour sample with one of the sample before it; libyuv
 * takes the last sample as it is. Red, green and blue minus the luma are linear in the colour samples, so the last
 * sample follows from the two pixels that mix both, except where one of them was clipped.
 *
 * @see https://chromium.googlesource.com/libyuv/libyuv/+/refs/heads/main/source/scale_any.cc (`SUH2LANY`)
 */
export function asLibyuv(
  { width, height, data }: { width: number; height: number; data: Uint8ClampedArray },
  { red, blue }: LumaWeights,
): void {
  const brightness = (at: number): number => red * data[at]! + (1 - red - blue) * data[at + 1]! + blue * data[at + 2]!;
  for (let y = 0; y < height; y++) {
    const last = 4 * (width * y + width - 1);
    const before = last - 4;
    const difference = brightness(last) - brightness(before);
    for (let channel = 0; channel < 3; channel++) {
      const step = data[last + channel]! - data[before + channel]! - difference;
      data[last + channel] = Math.round(data[last + channel]! + step / 2);
    }
  }
}
