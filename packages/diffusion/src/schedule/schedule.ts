import { Alt2imgError } from "@alt2img/core";

/**
 * The coordinates of a noisy sample `x`, made of a clean image and noise of standard deviation 1:
 *
 * - `"ve"`, variance exploding: `clean + sigma · noise`, as in Karras et al. 2022 and k-diffusion;
 * - `"vp"`, variance preserving: the same divided by `√(1 + sigma²)`, that is `√ᾱ · clean + √(1 − ᾱ) · noise`, as in DDPM;
 * - `"flow"`, rectified flow: the same divided by `1 + sigma`, that is `(1 − t) · clean + t · noise` with `t = sigma / (1 + sigma)`.
 */
export type Form = "ve" | "vp" | "flow";

/**
 * The noise levels that a sampler goes through. Plain data.
 *
 * @see Karras et al. 2022, table 1, https://arxiv.org/abs/2206.00364
 */
export type Schedule = {
  readonly form: Form;
  /**
   * `steps + 1` noise levels, none above the one before: standard deviations of the noise in units of the data. The last one is where sampling
   * ends, mostly 0. The first one may be `Infinity` (pure noise) unless the form is `"ve"`.
   */
  readonly sigmas: Float64Array;
  /** What the network is told at each of the `steps` first levels. The same one can come twice. */
  readonly timesteps: Float64Array;
  /**
   * Where each of the steps ends, if that isn't always the next level: only `scheduleFromConfig` with `likeDiffusers` gives it.
   */
  readonly targets?: Float64Array;
};

/** The noise level of one sample. */
export type Level = {
  readonly form: Form;
  /** Standard deviation of the noise, in units of the data; `Infinity` for pure noise. */
  readonly sigma: number;
  /** What a network is told. Left out between the levels of a schedule: then the network's own table gives it. */
  readonly timestep?: number;
};

/** @throws Alt2imgError `diffusion/sigma` for a sigma below 0 or NaN */
export function checkSigma(sigma: number): void {
  if (sigma >= 0) return;
  throw new Alt2imgError(
    "diffusion/sigma",
    `Sigma is ${sigma}; it must be a number of at least 0, or Infinity for pure noise.`,
  );
}

/** The share of the clean image in `x`: α in `x = α · clean + σ · noise`. 0 for pure noise. */
export function signalScale({ form, sigma }: Pick<Level, "form" | "sigma">): number {
  switch (form) {
    case "ve":
      return 1;
    case "vp":
      return 1 / Math.hypot(1, sigma);
    case "flow":
      return 1 / (1 + sigma);
  }
}

/** Standard deviation of the noise in `x`: σ in `x = α · clean + σ · noise`. 1 for pure noise in the forms that have it. */
export function noiseScale({ form, sigma }: Pick<Level, "form" | "sigma">): number {
  switch (form) {
    case "ve":
      return sigma;
    case "vp":
      return sigma === Number.POSITIVE_INFINITY ? 1 : sigma / Math.hypot(1, sigma);
    case "flow":
      return sigma === Number.POSITIVE_INFINITY ? 1 : sigma / (1 + sigma);
  }
}

/** The level at `index` of a schedule, from 0 to `steps`. */
export function levelAt({ form, sigmas, timesteps }: Schedule, index: number): Level {
  const timestep = timesteps[index];
  return { form, sigma: sigmas[index]!, ...(timestep === undefined ? {} : { timestep }) };
}

/** The level at which the step `index` ends, from 0 to `steps − 1`: the next level, if the schedule has no `targets`. */
export function targetAt(schedule: Schedule, index: number): Level {
  const { form, targets } = schedule;
  return targets ? { form, sigma: targets[index]! } : levelAt(schedule, index + 1);
}
