import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { type Level, levelAt, type Schedule } from "../schedule/schedule.js";
import { backwardDifferences } from "./backward-differences.js";
import { checkSolver, type DpmSolverOptions } from "./dpm-solver-options.js";
import {
  applyStep,
  constantStep,
  type ExponentialStep,
  exponentialStep,
  extrapolatedFrom,
  withNoise,
} from "./exponential.js";
import { guarded } from "./guard.js";
import { requiredNoise } from "./noise-source.js";
import type { SamplerStep } from "./sampler.js";

/** With `solverType`, only the second order changes. By the names of k-diffusion, `eta: 1` is "DPM++ 2M SDE" or "3M SDE". */
export type DpmMultistepOptions = DpmSolverOptions & {
  /** Below 15 steps, lowers the order in the last two, as diffusers does by default and k-diffusion doesn't. */
  readonly lowerOrderFinal?: boolean | undefined;
  /** Takes the last step with first order. Steps to sigma 0 always are of first order. */
  readonly eulerAtFinal?: boolean | undefined;
};

/**
 * DPM-Solver++ and DPM-Solver, multistep: they reuse the results of earlier calls, one call a step. By the names of k-diffusion:
 * DPM++ 2M, 3M, 2M SDE and 3M SDE.
 *
 * @throws Alt2imgError `diffusion/order` for another order, `diffusion/eta` for an eta below 0 or with `"noise"`
 * @see Lu et al. 2022, DPM-Solver++, algorithms 2 and 3, https://arxiv.org/abs/2211.01095
 */
export async function* sampleDpmMultistep(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  options: DpmMultistepOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  const { extrapolated = "data", solverType = "midpoint", eta = 0, signal } = options;
  denoise = guarded(denoise, schedule, signal);
  checkSolver(options);
  const noise = requiredNoise(options.noise);
  let [values, levels]: [Tensor[], Level[]] = [[], []]; // The newest first.
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    values = [extrapolatedFrom(extrapolated, x, denoised, from), ...values].slice(0, 3);
    levels = [from, ...levels].slice(0, 3);
    const order = Math.min(values.length, orderAt(schedule, index, options));
    const step = exponentialStep(from, to, { extrapolated, eta });
    x =
      order === 1
        ? constantStep(x, denoised, from, to, eta)
        : applyStep(step, x, values, backwardDerivatives(step, levels.slice(0, order), solverType));
    x = withNoise(x, step.noise, () => noise(x.dims, from.sigma, to.sigma));
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}

/** The order that a step may have, apart from the number of values that there are. */
export function orderAt(
  { sigmas, timesteps: { length: steps } }: Schedule,
  index: number,
  { order = 2, lowerOrderFinal = true, eulerAtFinal = false }: Omit<DpmMultistepOptions, "signal"> = {},
): number {
  const [isLast, isShort] = [index === steps - 1, lowerOrderFinal && steps < 15];
  if (sigmas[index + 1] === 0 || (isLast && (eulerAtFinal || isShort))) return 1;
  return index === steps - 2 && isShort ? Math.min(2, order) : order;
}

/** The weights of the newest values in D0, D1 and D2 at the start of the step. */
function backwardDerivatives(
  step: ExponentialStep,
  levels: readonly Level[],
  solverType: "midpoint" | "heun",
): number[][] {
  const [zeroth, first = [], second] = backwardDifferences(step.h, levels);
  // The paper has half of the second derivative; DEIS has it whole.
  if (second) return [zeroth!, first, second.map((weight) => weight / 2)];
  // In place of its own moment, the midpoint scheme gives D1 half of that of D0.
  const scale = solverType === "heun" || step.moments[1] === 0 ? 1 : step.moments[0] / 2 / step.moments[1];
  return [zeroth!, first.map((weight) => scale * weight)];
}
