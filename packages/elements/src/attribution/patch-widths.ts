import type { Patch } from "./tasks.js";

/** The patches of `localDenoiser`. */
export function patchWidths(patch: Patch): number | ((sigma: number) => number) {
  if (patch !== "growing") return Number(patch);
  return (sigma) => 2 * Math.floor(Math.min(63, 3 + 6 * sigma) / 2) + 1;
}
