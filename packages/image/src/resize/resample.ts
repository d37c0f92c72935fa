import type { Layout, Plane } from "./plane.js";
import { resampleColumnsInJavaScript, resampleRowsInJavaScript } from "./resample-in-javascript.js";
import { resampleColumnsInWasm, resampleRowsInWasm } from "./resample-in-wasm.js";
import type { Weights } from "./weights.js";

/** Resamples along rows, like Pillow's `ImagingResampleHorizontal_8bpc`. */
export function resampleRows(plane: Plane, weights: Weights, layout: Layout): Plane {
  const fast = layout === "gray" ? undefined : resampleRowsInWasm(plane, weights, layout);
  return fast ?? resampleRowsInJavaScript(plane, weights, layout);
}

/** Resamples along columns, like Pillow's `ImagingResampleVertical_8bpc`. */
export function resampleColumns(plane: Plane, weights: Weights, layout: Layout): Plane {
  const fast = layout === "gray" ? undefined : resampleColumnsInWasm(plane, weights, layout);
  return fast ?? resampleColumnsInJavaScript(plane, weights, layout);
}
