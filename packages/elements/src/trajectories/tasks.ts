import type { Form } from "@alt2img/diffusion";
import type { ScheduleName } from "../diffusion/schedule-titles.js";

/** Data in the plane: three clouds, a spiral of points, or two points. */
export type PointsName = "clouds" | "spiral" | "two";

export type PointsOrder = {
  readonly points: PointsName;
  readonly coordinates: Form;
  /** One of `samplerNames`. */
  readonly sampler: string;
  readonly schedule: ScheduleName;
  readonly steps: number;
  /** Of the noise that the points start from. */
  readonly seed: number;
};

/** The ways of points from noise to data. Plain data. */
export type Trajectories = {
  /** Where all points are at first and after each step: x, y, x, y, … */
  readonly positions: readonly Float32Array[];
  /** The noise level before each step. */
  readonly sigmas: readonly number[];
  /** Points of the data: x, y, x, y, … */
  readonly data: Float32Array;
  /** How often the denoiser was asked. */
  readonly calls: number;
  /** What is known of the sampler: its order, whether it adds noise, and its paper. */
  readonly sampler: { readonly order: number; readonly stochastic: boolean; readonly paper: string };
};

export type TrajectoriesTasks = {
  walk(order: PointsOrder): Trajectories;
};
