import type { Plane } from "./plane.js";

/**
 * The source pixel under the centre of each target pixel. The scale is summed up in doubles, pixel by pixel, as in
 * Pillow's `ImagingScaleAffine`: `(i + 0.5) * scale` rounds to other pixels at some sizes.
 */
function nearestIndices(sourceLength: number, targetLength: number): Int32Array {
  const scale = sourceLength / targetLength;
  const indices = new Int32Array(targetLength);
  let position = scale * 0.5;
  for (let i = 0; i < targetLength; i++) {
    indices[i] = Math.min(Math.trunc(position), sourceLength - 1);
    position += scale;
  }
  return indices;
}

/** Takes the nearest pixel; `channels` bytes each. */
export function resampleNearest(
  { width, height, data }: Plane,
  targetWidth: number,
  targetHeight: number,
  channels: number,
): Plane {
  const columns = nearestIndices(width, targetWidth);
  const rows = nearestIndices(height, targetHeight);
  const target = new Uint8ClampedArray(targetWidth * targetHeight * channels);
  let out = 0;
  for (const row of rows) {
    for (const column of columns) {
      const at = (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel++) target[out++] = data[at + channel]!;
    }
  }
  return { width: targetWidth, height: targetHeight, data: target };
}
