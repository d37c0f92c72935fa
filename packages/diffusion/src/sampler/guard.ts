import { Alt2imgError, type Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import type { Level, Schedule } from "../schedule/schedule.js";
import { indexOfNotFinite } from "../tensor/index-of-not-finite.js";

/**
 * A sampler's denoiser: each call first looks at the signal, and then at the answer.
 *
 * @throws Alt2imgError `diffusion/schedule` if the schedule can't be followed; the denoiser throws the signal's reason,
 *   `diffusion/output-dims` for an answer of another size than `x`, and `diffusion/not-finite` for one with NaN or Infinity in it
 */
export function guarded(denoise: Denoiser, schedule: Schedule, signal: AbortSignal | undefined): Denoiser {
  checkSchedule(schedule);
  return async (x, level) => {
    signal?.throwIfAborted();
    return checkedAnswer(await denoise(x, level, signal), x, level);
  };
}

/** The denoised image with the dims of `x`. */
export function checkedAnswer(denoised: Tensor, x: Tensor, { sigma }: Level): Tensor {
  if (denoised?.data?.length !== x.data.length) {
    const answer = denoised?.data ? `a tensor of [${denoised.dims.join(", ")}]` : `${denoised}`;
    const message = `At sigma ${sigma} the denoiser returned ${answer} for one of [${x.dims.join(", ")}]; both must have the same dims.`;
    throw new Alt2imgError("diffusion/output-dims", message);
  }
  const at = indexOfNotFinite(denoised.data);
  if (at === -1) return { dims: x.dims, data: denoised.data };
  const before = indexOfNotFinite(x.data);
  const message =
    before === -1
      ? `At sigma ${sigma} the denoiser returned ${denoised.data[at]} as value ${at}. Look at its output.`
      : `At sigma ${sigma} value ${before} of the sample is ${x.data[before]}. Look at the start x and the sampler's options.`;
  throw new Alt2imgError("diffusion/not-finite", message);
}

/** @throws Alt2imgError `diffusion/schedule` if a sampler can't follow it */
export function checkSchedule({ form, sigmas, timesteps, targets }: Schedule): void {
  const steps = timesteps.length;
  if (form !== "ve" && form !== "vp" && form !== "flow") {
    throw wrong(`The schedule's form is ${JSON.stringify(form)}; it must be "ve", "vp" or "flow".`);
  }
  if (steps === 0) throw wrong("The schedule has no timesteps; give one for each step.");
  if (sigmas.length !== steps + 1 || (targets && targets.length !== steps)) {
    const found = `${sigmas.length} sigmas${targets ? ` and ${targets.length} targets` : ""}`;
    throw wrong(
      `The schedule has ${steps} timesteps and ${found}; give a sigma more than timesteps, the last one the end.`,
    );
  }
  for (const [i, sigma] of sigmas.entries()) {
    // With targets they are diffusers' own, which may come to timestep −1: the last one of the training.
    // A rise by 1e-6 is rounding.
    const highest = i === 0 || targets ? Number.POSITIVE_INFINITY : sigmas[i - 1]! * (1 + 1e-6);
    if (i === steps ? sigma >= 0 && sigma <= highest : sigma > 0 && sigma <= highest) continue;
    throw wrong(
      `sigmas[${i}] is ${sigma}; give sigmas above 0, none above the one before. Only the last one may be 0.`,
    );
  }
  if (form === "ve" && sigmas[0] === Number.POSITIVE_INFINITY) {
    throw wrong('sigmas[0] is Infinity, which only the forms "vp" and "flow" can have. Give a finite first sigma.');
  }
}

const wrong = (message: string): Alt2imgError => new Alt2imgError("diffusion/schedule", message);
