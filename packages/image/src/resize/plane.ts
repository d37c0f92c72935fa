import type { Span } from "./weights.js";

/**
 * Samples in rows. `"rgb"` means RGBA pixels with alpha 255 everywhere: alpha is written without computing it.
 */
export type Layout = "gray" | "rgb" | "rgba";

export type Plane = { readonly width: number; readonly height: number; readonly data: Uint8Array | Uint8ClampedArray };

const channelsOf = (layout: Layout): number => (layout === "gray" ? 1 : 4);

/** Some rows of a plane: a view. */
export function rowsOf({ width, height, data }: Plane, { from, to }: Span, layout: Layout): Plane {
  const length = width * channelsOf(layout);
  return from === 0 && to === height
    ? { width, height, data }
    : { width, height: to - from, data: data.subarray(from * length, to * length) };
}

/** Some columns of a plane: a copy, unless it is all of them. */
export function columnsOf(plane: Plane, { from, to }: Span, layout: Layout): Plane {
  if (from === 0 && to === plane.width) return plane;
  const channels = channelsOf(layout);
  const length = (to - from) * channels;
  const data = new Uint8ClampedArray(length * plane.height);
  for (let y = 0; y < plane.height; y++) {
    const at = (y * plane.width + from) * channels;
    data.set(plane.data.subarray(at, at + length), y * length);
  }
  return { width: to - from, height: plane.height, data };
}
