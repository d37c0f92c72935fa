import type { RasterImage } from "@alt2img/core";
import type { SetName } from "../drawings/sheets.js";

/**
 * How much of the picture the formula sees around a pixel: the width of a patch in pixels, or all of it at first and less while there is
 * less noise.
 */
export type Patch = "growing" | "3" | "7" | "15";

export type AttributionOrder = {
  readonly set: SetName;
  readonly patch: Patch;
  readonly seed: number;
  readonly steps: number;
};

/** A finished picture. Plain data. */
export type AttributionPicture = {
  /** For questions about its pixels. */
  readonly run: number;
  readonly image: RasterImage;
  /** The drawing of the set that it is nearest to, and the root mean square difference as a share of the range from black to white. */
  readonly nearest: { readonly drawing: number; readonly name: string; readonly difference: number };
};

/** A drawing, and the place in it, that a pixel comes from. Plain data. */
export type AttributionSource = {
  /** Its index in the set. */
  readonly image: number;
  readonly name: string;
  readonly row: number;
  readonly column: number;
  /** Its share of the pixel, from 0 to 1. */
  readonly weight: number;
};

/** Where a pixel comes from. Plain data. */
export type PixelSources = {
  /** The largest shares, the largest first. */
  readonly sources: readonly AttributionSource[];
  /** How many there are in all. */
  readonly count: number;
};

export type AttributionTasks = {
  draw(order: AttributionOrder): AttributionPicture;
  /** Nothing if the run was too long ago. */
  sourcesOf(run: number, row: number, column: number): PixelSources | undefined;
};
