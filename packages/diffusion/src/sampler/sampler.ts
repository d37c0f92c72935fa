import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import type { Schedule } from "../schedule/schedule.js";

/** One step of a sampler. After the last one, `x` is the result. Until then, the sampler still reads these arrays: copy them before you write. */
export type SamplerStep = {
  /** From 0 to the number of steps minus 1. */
  readonly index: number;
  /** The noise level before the step, in units of the data. */
  readonly sigma: number;
  /** What the network was told before the step. `undefined` if the sampler chose the level itself: then the network's own table gave it. */
  readonly timestep: number | undefined;
  /** The clean image as estimated in this step. Same dims as `x`. */
  readonly denoised: Tensor;
  /** The sample after this step, in the coordinates of the schedule's form. */
  readonly x: Tensor;
};

/**
 * Makes noise of mean 0 and standard deviation 1 for a step from one noise level to another.
 *
 * @param from sigma before the step
 * @param to sigma after the step
 */
export type NoiseSource = (dims: readonly number[], from: number, to: number) => Tensor;

/** Options of every sampler. */
export type SamplerOptions = {
  /** Stops before the next call of the denoiser; the loop throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
};

/** Options of samplers that add noise. */
export type StochasticOptions = SamplerOptions & {
  readonly noise: NoiseSource;
};

/**
 * Turns noise into an image, step by step. Leave the loop with `break` whenever you like.
 *
 * What is thrown, apart from the signal's reason and what the denoiser throws: `diffusion/schedule` for a schedule with sigmas that
 * rise, aren't numbers or don't fit the timesteps; `diffusion/output-dims` and `diffusion/not-finite` if the denoiser returns a tensor
 * of another size, or NaN; `diffusion/noise` and `diffusion/dims` if the noise source is left out or gives another size.
 *
 * @param x the start: noise in the coordinates of the schedule's form, with its first sigma; it isn't changed
 */
export type Sampler<Options extends SamplerOptions = SamplerOptions> = (
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  options: Options,
) => AsyncGenerator<SamplerStep, void, void>;
