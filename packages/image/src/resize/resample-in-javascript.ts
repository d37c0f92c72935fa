import type { Layout, Plane } from "./plane.js";
import { PRECISION_BITS, type Weights } from "./weights.js";

const HALF = 1 << (PRECISION_BITS - 1);

/** Resamples along rows, like Pillow's `ImagingResampleHorizontal_8bpc`. */
export function resampleRowsInJavaScript({ width, height, data }: Plane, weights: Weights, layout: Layout): Plane {
  const targetWidth = weights.first.length;
  const channels = layout === "gray" ? 1 : 4;
  const target = new Uint8ClampedArray(targetWidth * height * channels);
  const { first, count, fixed, stride } = weights;
  let out = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width * channels;
    for (let x = 0; x < targetWidth; x++) {
      let at = row + first[x]! * channels;
      let k = x * stride;
      const end = k + count[x]!;
      let red = HALF;
      if (layout === "gray") {
        for (; k < end; k++, at++) red = (red + Math.imul(data[at]!, fixed[k]!)) | 0;
        target[out++] = red >> PRECISION_BITS;
        continue;
      }
      let green = HALF;
      let blue = HALF;
      if (layout === "rgb") {
        for (; k < end; k++, at += 4) {
          const weight = fixed[k]!;
          red = (red + Math.imul(data[at]!, weight)) | 0;
          green = (green + Math.imul(data[at + 1]!, weight)) | 0;
          blue = (blue + Math.imul(data[at + 2]!, weight)) | 0;
        }
        target[out + 3] = 255;
      } else {
        let alpha = HALF;
        for (; k < end; k++, at += 4) {
          const weight = fixed[k]!;
          red = (red + Math.imul(data[at]!, weight)) | 0;
          green = (green + Math.imul(data[at + 1]!, weight)) | 0;
          blue = (blue + Math.imul(data[at + 2]!, weight)) | 0;
          alpha = (alpha + Math.imul(data[at + 3]!, weight)) | 0;
        }
        target[out + 3] = alpha >> PRECISION_BITS;
      }
      // Uint8ClampedArray clips, as Pillow's table does.
      target[out] = red >> PRECISION_BITS;
      target[out + 1] = green >> PRECISION_BITS;
      target[out + 2] = blue >> PRECISION_BITS;
      out += 4;
    }
  }
  return { width: targetWidth, height, data: target };
}

/** Resamples along columns, like Pillow's `ImagingResampleVertical_8bpc`. */
export function resampleColumnsInJavaScript({ width, data }: Plane, weights: Weights, layout: Layout): Plane {
  const targetHeight = weights.first.length;
  const channels = layout === "gray" ? 1 : 4;
  const rowLength = width * channels;
  const target = new Uint8ClampedArray(rowLength * targetHeight);
  const { first, count, fixed, stride } = weights;
  const sums = new Int32Array(rowLength);
  for (let y = 0; y < targetHeight; y++) {
    sums.fill(HALF);
    let at = first[y]! * rowLength;
    let k = y * stride;
    const end = k + count[y]!;
    // Four source rows at a time: the sums are read and written once for them.
    for (; k + 4 <= end; k += 4, at += 4 * rowLength) {
      const [w0, w1, w2, w3] = [fixed[k]!, fixed[k + 1]!, fixed[k + 2]!, fixed[k + 3]!];
      const [r1, r2, r3] = [rowLength, 2 * rowLength, 3 * rowLength];
      for (let i = 0, from = at; i < rowLength; i++, from++) {
        sums[i] =
          sums[i]! +
          Math.imul(data[from]!, w0) +
          Math.imul(data[from + r1]!, w1) +
          Math.imul(data[from + r2]!, w2) +
          Math.imul(data[from + r3]!, w3);
      }
    }
    for (; k < end; k++, at += rowLength) {
      const weight = fixed[k]!;
      for (let i = 0; i < rowLength; i++) sums[i] = sums[i]! + Math.imul(data[at + i]!, weight);
    }
    const out = y * rowLength;
    for (let i = 0; i < rowLength; i++) target[out + i] = sums[i]! >> PRECISION_BITS;
    if (layout === "rgb") for (let i = 3; i < rowLength; i += 4) target[out + i] = 255;
  }
  return { width, height: targetHeight, data: target };
}
