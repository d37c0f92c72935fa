import type { PictureOrder } from "../text-to-image/tasks.js";

/** What a grid draws: each seed by each model. Plain data. */
export type GridOrder = Omit<PictureOrder, "model"> & { readonly models: readonly string[]; readonly count: number };

/** The pictures of a grid, seed by seed, so that there is something to compare from the start. */
export function ordersOf({ models, count, seed: first, ...rest }: GridOrder): PictureOrder[] {
  return Array.from({ length: count }, (_, i) => first + i).flatMap((seed) =>
    models.map((model) => ({ ...rest, seed, model })),
  );
}
