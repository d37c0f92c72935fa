import type { Form } from "@alt2img/diffusion";
import { type ScheduleName, scheduleTitles } from "../diffusion/schedule-titles.js";
import type { PointsName } from "../trajectories/tasks.js";

/** What `alt2img-trajectories` says. Numbers come as the language writes them. */
export type TrajectoriesMessages = {
  readonly explanation: string;
  readonly points: string;
  readonly pointsTitles: Readonly<Record<PointsName, string>>;
  readonly coordinates: string;
  readonly coordinatesTitles: Readonly<Record<Form, string>>;
  readonly sampler: string;
  readonly schedule: string;
  readonly schedules: Readonly<Record<ScheduleName, string>>;
  readonly steps: string;
  readonly play: string;
  readonly walked: string;
  readonly ofSteps: (step: string, steps: string) => string;
  readonly key: { readonly start: string; readonly now: string; readonly data: string };
  readonly picture: string;
  readonly result: (points: string, steps: string, calls: string, ratio: string) => string;
  readonly atStep: (step: string, steps: string, distance: string) => string;
  /** What is known of a sampler, with its name. */
  readonly about: (sampler: string, order: string, addsNoise: boolean) => string;
  readonly paper: string;
  readonly table: string;
  readonly columns: {
    readonly step: string;
    readonly sigma: string;
    readonly length: string;
    readonly distance: string;
  };
};

export const trajectoriesEn: TrajectoriesMessages = {
  explanation:
    "A picture is a point in a space of thousands of dimensions. With only two, you can see the paths that points take from noise to the data. The straighter they are, the fewer steps it takes.",
  points: "Data",
  pointsTitles: {
    clouds: "three clouds (Gaussian mixture)",
    spiral: "60 points on a spiral",
    two: "two points",
  },
  coordinates: "Coordinates",
  coordinatesTitles: {
    flow: "flow: from noise to data in a straight mix",
    vp: "variance preserving: always as widely spread",
    ve: "variance exploding: noise is added, nothing is scaled",
  },
  sampler: "Sampler",
  schedule: "Schedule",
  schedules: scheduleTitles,
  steps: "Steps",
  play: "Play",
  walked: "Walked so far",
  ofSteps: (step, steps) => `${step} of ${steps} steps`,
  key: { start: "where they start", now: "where they are", data: "data" },
  picture: "Points in the plane, and their paths from noise to the data",
  result: (points, steps, calls, ratio) =>
    `${points} points, ${steps} steps, ${calls} calls of the denoiser. The paths are ${ratio} times as long as straight ones.`,
  atStep: (step, steps, distance) =>
    `After ${step} of ${steps} steps, the points are ${distance} away from the nearest data on average.`,
  about: (sampler, order, addsNoise) =>
    `${sampler}: order ${order}, ${addsNoise ? "adds fresh noise in each step" : "no chance after the start"}`,
  paper: "paper",
  table: "As a table",
  columns: {
    step: "Step",
    sigma: "Noise level (sigma)",
    length: "Mean length of the step",
    distance: "Mean distance to the nearest data",
  },
};
