import {
  exponentialSigmas,
  type Form,
  flowSigmas,
  flowTimeOf,
  karrasSigmas,
  type Schedule,
  vpSigmas,
} from "@alt2img/diffusion";
import type { ScheduleName } from "./schedule-titles.js";

/** The noise levels between pure noise and the picture, as functions of the number of steps. */
const sigmasOf: Readonly<Record<ScheduleName, (steps: number) => Float64Array>> = {
  karras: (steps: number) => karrasSigmas(steps, SIGMA_MIN, SIGMA_MAX),
  exponential: (steps: number) => exponentialSigmas(steps, SIGMA_MIN, SIGMA_MAX),
  linear: (steps: number) => karrasSigmas(steps, SIGMA_MIN, SIGMA_MAX, { rho: 1 }),
  vp: (steps: number) => vpSigmas(steps),
  flow: (steps: number) => flowSigmas(steps),
};

const SIGMA_MIN = 0.02;
const SIGMA_MAX = 20;
/** Stands for pure noise, which has no bounds in the coordinates of the clean picture. */
const MOST = 200;

/** A schedule in a form. It never starts with pure noise, but with a great deal of it. */
export function scheduleFor(name: ScheduleName, steps: number, form: Form): Schedule {
  const sigmas = sigmasOf[name](steps);
  sigmas[0] = Math.min(sigmas[0]!, MOST);
  // Only samplers for networks that were trained with timesteps look at them.
  const timesteps = sigmas.slice(0, -1).map((sigma) => 999 * flowTimeOf(sigma));
  return { form, sigmas, timesteps };
}
