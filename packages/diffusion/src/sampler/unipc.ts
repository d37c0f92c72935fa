import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { type Level, levelAt, noiseScale, type Schedule, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { constantStep, type Extrapolated, extrapolatedFrom } from "./exponential.js";
import { guarded } from "./guard.js";
import { checkOrder } from "./option-ranges.js";
import type { SamplerOptions, SamplerStep } from "./sampler.js";
import { solve } from "./solve.js";

export type UnipcOptions = SamplerOptions & {
  /** Of the predictor; the corrector adds one. */
  readonly order?: 1 | 2 | 3 | undefined;
  /** The function B(h) of the paper: h, or eʰ − 1, which is better with few steps. */
  readonly solverType?: "bh1" | "bh2" | undefined;
  readonly extrapolated?: Extrapolated | undefined;
  /** Lowers the order in the last steps. Steps to sigma 0 always are of first order. */
  readonly lowerOrderFinal?: boolean | undefined;
  /** The steps whose result isn't corrected. diffusers' `disable_corrector`. */
  readonly disableCorrector?: readonly number[] | undefined;
};

type Value = { readonly value: Tensor; readonly level: Level };

/**
 * UniPC: a multistep predictor, whose result is corrected by what the next call finds there. One call a step: the result of the
 * correction isn't shown to the denoiser.
 *
 * @throws Alt2imgError `diffusion/order` for another order
 * @see Zhao et al. 2023, algorithms 5 and 6, https://arxiv.org/abs/2302.04867
 */
export async function* sampleUnipc(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  options: UnipcOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  const { order = 2, extrapolated = "data", lowerOrderFinal = true, disableCorrector = [], signal } = options;
  denoise = guarded(denoise, schedule, signal);
  checkOrder(order, [1, 2, 3]);
  const steps = schedule.timesteps.length;
  let past: Value[] = []; // The newest first.
  let last: { x: Tensor; order: number } | undefined;
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    const now = { value: extrapolatedFrom(extrapolated, x, denoised, from), level: from };
    if (last && !disableCorrector.includes(index - 1)) {
      x = unifiedStep(last.x, from, [past[0]!, ...past.slice(1, last.order), now], options) ?? x;
    }
    past = [now, ...past].slice(0, 3);
    const highest = lowerOrderFinal ? Math.min(order, steps - index) : order;
    last = { x, order: to.sigma === 0 ? 1 : Math.min(highest, past.length) };
    x =
      (last.order > 1 ? unifiedStep(x, to, past.slice(0, last.order), options) : undefined) ??
      constantStep(
        x,
        extrapolated === "data" || from.sigma === Number.POSITIVE_INFINITY ? denoised : cleanIn(x, now),
        from,
        to,
      );
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}

function cleanIn(x: Tensor, { value, level }: Value): Tensor {
  return combine([1 / signalScale(level), x], [-noiseScale(level) / signalScale(level), value]);
}

/**
 * Equation 3 or 9 of the paper: the step from the level of the first value, with differences to the other ones.
 *
 * @returns undefined if there is no other one at a finite distance above 0
 */
function unifiedStep(
  x: Tensor,
  to: Level,
  [start, ...all]: readonly Value[],
  { solverType = "bh2", extrapolated = "data" }: UnipcOptions,
): Tensor | undefined {
  const { level: from, value } = start!;
  const h = Math.log(from.sigma / to.sigma);
  // A level that comes twice says nothing about a difference.
  const known = new Set([from.sigma, Number.POSITIVE_INFINITY]);
  const others = all.filter(({ level: { sigma } }) => !known.has(sigma) && known.add(sigma));
  if (h === 0 || h === Number.POSITIVE_INFINITY || others.length === 0) return undefined;
  const signed = extrapolated === "data" ? -h : h;
  const b = solverType === "bh1" ? signed : Math.expm1(signed);
  const ratios = others.map(({ level }) => Math.log(from.sigma / level.sigma) / h);
  const weights = rhos(signed, b, ratios).map((rho, k) => (b * rho) / ratios[k]!);
  const [scale, kept] =
    extrapolated === "data"
      ? [signalScale(to), noiseScale(to) / noiseScale(from)]
      : [noiseScale(to), signalScale(to) / signalScale(from)];
  const own = Math.expm1(signed) - weights.reduce((sum, weight) => sum + weight, 0);
  return combine(
    [kept, x],
    [-scale * own, value],
    ...others.map(({ value }, k) => [-scale * weights[k]!, value] as const),
  );
}

/** The coefficients that match the Taylor series; with a single difference, one half. */
function rhos(h: number, b: number, ratios: readonly number[]): number[] {
  if (ratios.length === 1) return [0.5];
  let [phi, factorial] = [Math.expm1(h) / h - 1, 1];
  const right = ratios.map((_, i) => {
    const value = (phi * factorial) / b;
    factorial *= i + 2;
    phi = phi / h - 1 / factorial;
    return value;
  });
  return solve(
    ratios.map((_, power) => ratios.map((ratio) => ratio ** power)),
    right,
  );
}
