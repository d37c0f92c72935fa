import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { type Level, levelAt, type Schedule } from "../schedule/schedule.js";
import { backwardDifferences } from "./backward-differences.js";
import { orderAt } from "./dpm-multistep.js";
import { applyStep, constantStep, exponentialStep, extrapolatedFrom } from "./exponential.js";
import { guarded } from "./guard.js";
import { checkOrder } from "./option-ranges.js";
import type { SamplerOptions, SamplerStep } from "./sampler.js";

export type DeisOptions = SamplerOptions & {
  /** How many predictions of the noise a step uses at most. */
  readonly order?: 1 | 2 | 3 | undefined;
  /** Below 15 steps, lowers the order in the last two. */
  readonly lowerOrderFinal?: boolean | undefined;
};

/**
 * DEIS, the log-rho Adams-Bashforth scheme: integrates the polynomial in ln sigma through the latest predictions of the noise.
 * Steps to sigma 0 are of first order.
 *
 * @throws Alt2imgError `diffusion/order` for another order
 * @see Zhang and Chen 2023, section 3 and appendix B, https://arxiv.org/abs/2204.13902
 */
export async function* sampleDeis(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  options: DeisOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  const { signal } = options;
  denoise = guarded(denoise, schedule, signal);
  checkOrder(options.order ?? 2, [1, 2, 3]);
  let [values, levels]: [Tensor[], Level[]] = [[], []]; // The newest first.
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    const order = Math.min(values.length + 1, orderAt(schedule, index, options));
    values = [extrapolatedFrom("noise", x, denoised, from), ...values].slice(0, 3);
    levels = [from, ...levels].slice(0, 3);
    const step = exponentialStep(from, to, { extrapolated: "noise" });
    x =
      order === 1
        ? constantStep(x, denoised, from, to)
        : applyStep(step, x, values, backwardDifferences(step.h, levels.slice(0, order)));
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
