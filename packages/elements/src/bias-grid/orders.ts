import { checkRange, type Range } from "../base/check-range.js";
import type { DrawnPicture, PictureOrder } from "../text-to-image/tasks.js";

/** What a grid draws: each seed by each model. Plain data. */
export type GridOrder = Omit<PictureOrder, "model"> & { readonly models: readonly string[]; readonly count: number };

/** A grid, or as much of it as is drawn. */
export type Grid = {
  readonly order: GridOrder;
  /** In the order of `ordersOf`; there may be fewer. */
  readonly pictures: readonly DrawnPicture[];
};

export const gridRanges: Readonly<Record<"count" | "seed" | "steps" | "guidance", Range>> = {
  count: [1, 100],
  seed: [0, 2 ** 32 - 101],
  steps: [1, 100],
  guidance: [0, 30],
};

/** @throws Alt2imgError `elements/attribute` if a number is outside of its range */
export function checkOrder({ count, seed, steps, guidance }: GridOrder): void {
  checkRange("count", count, gridRanges.count, { isWhole: true });
  checkRange("seed", seed, gridRanges.seed, { isWhole: true });
  checkRange("steps", steps, gridRanges.steps, { isWhole: true });
  checkRange("guidance", guidance, gridRanges.guidance);
}

/** The pictures of a grid, seed by seed, so that there is something to compare from the start. */
export function ordersOf({ models, count, seed: first, ...rest }: GridOrder): PictureOrder[] {
  return Array.from({ length: count }, (_, i) => first + i).flatMap((seed) =>
    models.map((model) => ({ ...rest, seed, model })),
  );
}
