import type { Kernels } from "./kernels.js";
import { kernelsInJavaScript } from "./kernels-in-javascript.js";
import { kernelsInWasm } from "./kernels-in-wasm.js";

/** @param items `count` times as many values, item by item */
export function kernelsFor(items: Float32Array, count: number): Kernels {
  return kernelsInWasm(items, count) ?? kernelsInJavaScript(items, count);
}
