import type { Tensor } from "@alt2img/core";
import { type Level, noiseScale, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";

/**
 * What a solver takes for a smooth function of `λ = −ln sigma`, and extrapolates: the clean image (DPM-Solver++) or the noise
 * (DPM-Solver).
 */
export type Extrapolated = "data" | "noise";

/** The clean image or the noise in `x`, `(x − α · denoised) / σ`. */
export function extrapolatedFrom(extrapolated: Extrapolated, x: Tensor, denoised: Tensor, level: Level): Tensor {
  if (extrapolated === "data") return denoised;
  const [alpha, sigma] = [signalScale(level), noiseScale(level)];
  return combine([1 / sigma, x], [-alpha / sigma, denoised]);
}

/**
 * A step of an exponential integrator: `x · x + Σ moments[k] · Dk + noise · z`, where `Dk` is the k-th derivative of the
 * extrapolated function in λ, times hᵏ.
 */
export type ExponentialStep = {
  /** The length in λ. `Infinity` for steps from pure noise and for those to sigma 0. */
  readonly h: number;
  readonly x: number;
  readonly moments: readonly [number, number, number];
  readonly noise: number;
};

/**
 * Solves the linear part of the equation exactly and integrates the rest, a polynomial in λ, in closed form.
 *
 * Options:
 *
 * - `eta`: how much noise is replaced: 0 for the ODE, 1 for the reverse SDE. Only with `"data"`
 *
 * @see Lu et al. 2022, DPM-Solver++, equations 8 and 18, https://arxiv.org/abs/2211.01095
 * @see Lu et al. 2022, DPM-Solver, equation 3.4 and appendix B, https://arxiv.org/abs/2206.00927
 */
export function exponentialStep(
  from: Level,
  to: Level,
  { extrapolated = "data", eta = 0 }: { extrapolated?: Extrapolated; eta?: number } = {},
): ExponentialStep {
  const h = Math.log(from.sigma / to.sigma);
  const [alpha, sigma] = [signalScale(to), noiseScale(to)];
  if (extrapolated === "noise") {
    const [first, second, third] = integrals(h);
    const moments = [-sigma * first, -sigma * second, -sigma * third] as const;
    return { h, x: alpha / signalScale(from), moments, noise: 0 };
  }
  const extra = eta === 0 ? 0 : eta * h;
  const [first, second, third] = integrals(-h - extra);
  return {
    h,
    x: (sigma / noiseScale(from)) * Math.exp(-extra),
    moments: [-alpha * first, -alpha * second, -alpha * third],
    noise: sigma * Math.sqrt(-Math.expm1(-2 * extra)),
  };
}

/** eʰ − 1, (eʰ − 1 − h) / h and (eʰ − 1 − h − h²/2) / h²: the shares of D0, D1 and D2. */
function integrals(h: number): [number, number, number] {
  if (h === 0) return [0, 0, 0];
  const first = Math.expm1(h);
  const second = first / h - 1;
  return [first, second, second / h - 0.5];
}

/**
 * Adds up a step of which the derivatives are estimated from values at several levels.
 *
 * @param derivatives for each `Dk`, the weights of the values
 * @param values the newest first
 */
export function applyStep(
  step: ExponentialStep,
  x: Tensor,
  values: readonly Tensor[],
  derivatives: readonly (readonly number[])[],
): Tensor {
  const weightOf = (j: number): number =>
    derivatives.reduce((sum, weights, k) => sum + step.moments[k]! * (weights[j] ?? 0), 0);
  return combine([step.x, x], ...values.map((value, j) => [weightOf(j), value] as const));
}

/**
 * A step of first order: the extrapolated function is constant. It's the same for the clean image and the noise, and finite from
 * pure noise and to sigma 0. With eta 0, it is DDIM.
 */
export function constantStep(x: Tensor, denoised: Tensor, from: Level, to: Level, eta = 0): Tensor {
  return applyStep(exponentialStep(from, to, { eta }), x, [denoised], [[1]]);
}

/** `x` with the noise of a step, which is drawn only if there is some. */
export function withNoise(x: Tensor, scale: number, draw: () => Tensor): Tensor {
  return scale > 0 ? combine([1, x], [scale, draw()]) : x;
}
