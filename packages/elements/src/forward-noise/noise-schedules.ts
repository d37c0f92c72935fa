import {
  alphasCumprod,
  linearBetas,
  type NoiseTable,
  rescaleZeroTerminalSnr,
  scaledLinearBetas,
  sigmaOf,
  sigmoidBetas,
  squaredCosineBetas,
} from "@alt2img/diffusion";

/** How many timesteps a training mostly has. */
const TIMESTEPS = 1000;

/** The schedules of training, by diffusers' names; `zero_snr` is the cosine one that ends with nothing but noise. */
export type NoiseScheduleName = "scaled_linear" | "linear" | "squaredcos_cap_v2" | "zero_snr" | "sigmoid";

/** How much noise each timestep adds. */
const betas: Readonly<Record<NoiseScheduleName, () => Float32Array>> = {
  scaled_linear: () => scaledLinearBetas(TIMESTEPS),
  linear: () => linearBetas(TIMESTEPS),
  squaredcos_cap_v2: () => squaredCosineBetas(TIMESTEPS),
  zero_snr: () => rescaleZeroTerminalSnr(squaredCosineBetas(TIMESTEPS)),
  sigmoid: () => sigmoidBetas(TIMESTEPS),
};

export const noiseScheduleNames: readonly NoiseScheduleName[] = Object.keys(betas) as NoiseScheduleName[];

/** The noise levels that a network is trained on: ᾱ of each of 1,000 timesteps. */
export function noiseTable(name: NoiseScheduleName): NoiseTable {
  return { alphasCumprod: alphasCumprod(betas[name]()) };
}

/** A noise level in the numbers that people use for it. Plain data. */
export type NoiseNumbers = {
  /** From 0, hardly any noise, to 999. */
  readonly timestep: number;
  /** ᾱ, the share of the picture's variance: from 1 to 0. */
  readonly alphaBar: number;
  /** √ᾱ, what the picture is multiplied with. */
  readonly signal: number;
  /** √(1 − ᾱ), what the noise is multiplied with. */
  readonly noise: number;
  /** √((1 − ᾱ) / ᾱ), the noise in units of the picture; infinite if nothing is left of it. */
  readonly sigma: number;
  /** ᾱ / (1 − ᾱ), the signal-to-noise ratio. */
  readonly snr: number;
};

export function noiseNumbers(table: NoiseTable, timestep: number): NoiseNumbers {
  const alphaBar = table.alphasCumprod[timestep]!;
  return {
    timestep,
    alphaBar,
    signal: Math.sqrt(alphaBar),
    noise: Math.sqrt(1 - alphaBar),
    sigma: sigmaOf(table, timestep),
    snr: alphaBar / (1 - alphaBar),
  };
}
