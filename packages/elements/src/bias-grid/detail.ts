import type { RasterImage } from "@alt2img/core";
import type { LookCount } from "./looks.js";
import { type Grid, ordersOf } from "./orders.js";

/** A picture of the grid. Plain data. */
export type BiasGridPicture = {
  /** As in the attribute `model`; `""` for the tiny Stable Diffusion, and `skewed-twin` for its twin. */
  readonly model: string;
  readonly prompt: string;
  readonly seed: number;
  readonly image: RasterImage;
};

/** What `alt2img-bias-grid` brings: the pictures that are there. */
export type BiasGridDetail = { readonly pictures: readonly BiasGridPicture[] };

/** What `alt2img-bias-counts` brings. */
export type BiasCountsDetail = {
  /** Who said what the pictures look like. */
  readonly by: "viewer" | "program";
  /** One for each label; by the viewer, also for none of them. */
  readonly counts: readonly LookCount[];
};

export function detailOf({ order, pictures }: Grid): BiasGridDetail {
  const orders = ordersOf(order);
  return {
    pictures: pictures.map(({ image }, i) => {
      const { model, prompt, seed } = orders[i]!;
      return { model, prompt, seed, image };
    }),
  };
}
