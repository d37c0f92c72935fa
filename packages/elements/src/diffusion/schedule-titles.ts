/** Schedules to sample with: how the noise levels fall from pure noise to the picture. */
export type ScheduleName = "karras" | "exponential" | "linear" | "vp" | "flow";

/** What each is called in English. */
export const scheduleTitles: Readonly<Record<ScheduleName, string>> = {
  karras: "Karras: many small steps near the end",
  exponential: "exponential: each step divides the noise",
  linear: "linear: each step takes away as much",
  vp: "DDPM’s, in continuous time",
  flow: "rectified flow: straight from noise to picture",
};
