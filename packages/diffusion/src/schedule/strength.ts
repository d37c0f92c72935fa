import { Alt2imgError } from "@alt2img/core";
import type { Schedule } from "./schedule.js";

/**
 * The end of a schedule, for image to image: the picture gets noise of the first level that is left, and is denoised from there.
 *
 * @param strength share of the steps to keep, from 0 (none: an error) to 1 (all)
 * @returns a schedule of `⌊steps · strength⌋` steps; for a rectified flow it is rounded up, as diffusers' pipelines do
 * @throws Alt2imgError `diffusion/strength` if `strength` isn't from 0 to 1 or leaves no step
 * @see `get_timesteps` in diffusers' `StableDiffusionImg2ImgPipeline` and `StableDiffusion3Img2ImgPipeline`
 */
export function cutByStrength(schedule: Schedule, strength: number): Schedule {
  if (!(strength >= 0 && strength <= 1))
    throw new Alt2imgError("diffusion/strength", `The strength is ${strength}; give a number from 0 to 1.`);
  const steps = schedule.timesteps.length;
  const kept = schedule.form === "flow" ? steps - Math.floor(steps - steps * strength) : Math.floor(steps * strength);
  if (kept < 1) {
    const more = strength > 0 ? `at least ${Math.ceil(1 / strength)} steps or ` : "";
    throw new Alt2imgError(
      "diffusion/strength",
      `A strength of ${strength} leaves none of ${steps} steps: take ${more}a strength of ${1 / steps}.`,
    );
  }
  const { form, sigmas, timesteps, targets } = schedule;
  return {
    form,
    sigmas: sigmas.slice(steps - kept),
    timesteps: timesteps.slice(steps - kept),
    ...(targets && { targets: targets.slice(steps - kept) }),
  };
}
