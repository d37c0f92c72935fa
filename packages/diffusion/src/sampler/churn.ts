import { Alt2imgError, type Tensor } from "@alt2img/core";
import type { Level } from "../schedule/schedule.js";
import { renoise } from "./renoise.js";
import type { NoiseSource, SamplerOptions } from "./sampler.js";

/** Options of samplers that can add noise before each step. With `churn` 0 they are deterministic. */
export type ChurnOptions = SamplerOptions & {
  /** Karras' S_churn, from 0 to about 100: how much the noise level is raised, over all steps. 0 unless given. */
  readonly churn?: number;
  /** The lowest sigma at which noise is added: S_tmin. 0 unless given. */
  readonly churnMin?: number;
  /** The highest sigma at which noise is added: S_tmax. `Infinity` unless given. */
  readonly churnMax?: number;
  /** What the noise is multiplied with: S_noise. 1 unless given. */
  readonly sNoise?: number;
  /** Must be given if `churn` is. */
  readonly noise?: NoiseSource;
};

/**
 * The sample and its level after noise was added to it, before the network sees it. The raised level has no timestep.
 *
 * diffusers adds the noise after the call of the network instead, which isn't the published algorithm.
 *
 * @param steps of the whole schedule
 * @throws Alt2imgError `diffusion/churn` if it is below 0, `diffusion/noise` if there is churn and no noise source
 * @see Karras et al. 2022, algorithm 2, https://arxiv.org/abs/2206.00364
 */
export function churned(
  x: Tensor,
  level: Level,
  steps: number,
  { churn = 0, churnMin = 0, churnMax = Number.POSITIVE_INFINITY, sNoise = 1, noise }: ChurnOptions,
): { x: Tensor; level: Level } {
  if (!(churn >= 0)) throw new Alt2imgError("diffusion/churn", `churn is ${churn}; give a number of at least 0.`);
  const { form, sigma } = level;
  const raised = sigma * (1 + Math.min(churn / steps, Math.SQRT2 - 1));
  if (!(raised > sigma) || sigma < churnMin || sigma > churnMax) return { x, level };
  if (noise === undefined) {
    throw new Alt2imgError("diffusion/noise", "Churn adds noise: give the sampler a noise source in the option noise.");
  }
  const to = { form, sigma: raised };
  return { x: renoise(x, level, to, { noise, sNoise }), level: to };
}
