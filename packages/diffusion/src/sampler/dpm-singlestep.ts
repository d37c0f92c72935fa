import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { type Level, levelAt, type Schedule } from "../schedule/schedule.js";
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
import { checkOrder } from "./option-ranges.js";
import type { SamplerStep } from "./sampler.js";

/** With `solverType: "midpoint"`, the third order leaves the second derivative out. */
export type DpmSinglestepOptions = DpmSolverOptions & {
  /** Doesn't let the last step have the highest order. Steps to sigma 0 always are of first order. */
  readonly lowerOrderFinal?: boolean | undefined;
  /** The order of each step, in place of those of `singlestepOrders`. */
  readonly orders?: readonly number[] | undefined;
};

/**
 * DPM-Solver++ and DPM-Solver, single-step: groups of up to three calls, where each goes again from the start of its group, with
 * one more value. One call for each level of the schedule.
 *
 * @throws Alt2imgError `diffusion/order` for another order, `diffusion/eta` for an eta below 0 or with `"noise"`
 * @see Lu et al. 2022, DPM-Solver, algorithms 1 and 2, https://arxiv.org/abs/2206.00927
 */
export async function* sampleDpmSinglestep(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  options: DpmSinglestepOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  const { extrapolated = "data", solverType = "midpoint", eta = 0, order = 2, signal } = options;
  denoise = guarded(denoise, schedule, signal);
  checkSolver(options);
  const { orders = singlestepOrders(schedule.timesteps.length, order, options.lowerOrderFinal) } = options;
  for (const one of orders) checkOrder(one, [1, 2, 3]);
  const noise = requiredNoise(options.noise);
  let past: { x: Tensor; value: Tensor; level: Level }[] = []; // The newest first.
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    past = [{ x, value: extrapolatedFrom(extrapolated, x, denoised, from), level: from }, ...past].slice(0, 3);
    // Steps from pure noise and to sigma 0 have no length in λ, so they can only be of first order; so is a step after one of length 0.
    const sigmas = [to.sigma, ...past.map(({ level }) => level.sigma)];
    let count = to.sigma === 0 ? 1 : Math.min(orders[index] ?? 1, past.length);
    while (count > 1 && !isFalling(sigmas.slice(0, count + 1))) count--;
    const group = past.slice(0, count);
    const start = group.at(-1)!;
    const step = exponentialStep(start.level, to, { extrapolated, eta });
    const values = group.map(({ value }) => value);
    x =
      count === 1
        ? constantStep(x, denoised, from, to, eta)
        : applyStep(
            step,
            start.x,
            values,
            derivatives(
              step,
              group.map(({ level }) => level),
              solverType,
            ),
          );
    x = withNoise(x, step.noise, () => noise(x.dims, start.level.sigma, to.sigma));
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}

/**
 * The orders of steps as in diffusers: 1, 2, 3, 1, 2, 3, …
 *
 * @param lowerOrderFinal doesn't let the last step have the highest order
 */
export function singlestepOrders(steps: number, order: 1 | 2 | 3, lowerOrderFinal: boolean = true): number[] {
  const orders = Array.from({ length: steps }, (_, index) => 1 + (index % order));
  if (lowerOrderFinal && steps % order === 0) orders[steps - 1] = 1;
  return orders;
}

/** Whether levels, the newest first, are all at a finite distance above 0 from each other. */
function isFalling(sigmas: readonly number[]): boolean {
  return sigmas.every((sigma, i) => sigma < Number.POSITIVE_INFINITY && (i === 0 || sigma > sigmas[i - 1]!));
}

/** The weights of the values of a group, the newest first, in D0, D1 and D2 at its start. */
function derivatives(
  { h, moments }: ExponentialStep,
  levels: readonly Level[],
  solverType: "midpoint" | "heun",
): number[][] {
  const start = levels.at(-1)!.sigma;
  const [r0 = 1, r1 = 1] = levels.slice(0, -1).map(({ sigma }) => Math.log(start / sigma) / h);
  if (levels.length === 2) {
    const scale = (solverType === "heun" ? 1 : moments[0] / 2 / moments[1]) / r0;
    return [
      [0, 1],
      [scale, -scale],
    ];
  }
  const newest = [1 / r0, 0, -1 / r0];
  const middle = [0, 1 / r1, -1 / r1];
  if (solverType === "midpoint") return [[0, 0, 1], newest];
  return [
    [0, 0, 1],
    newest.map((weight, i) => (r0 * middle[i]! - r1 * weight) / (r0 - r1)),
    newest.map((weight, i) => (2 * (weight - middle[i]!)) / (r0 - r1)),
  ];
}
