import type { Tensor } from "@alt2img/core";
import { combine } from "../tensor/combine.js";

/** The noise in a sample of the form `"ve"`, as a network of the type `"epsilon"` would predict it. */
export type Epsilon = (x: Tensor, sigma: number) => Promise<Tensor>;

/**
 * One step of DPM-Solver in two orders that share their calls of the network.
 *
 * @param x of the form `"ve"`, with the noise level `from`
 * @param epsilon the noise in `x`
 * @param order of the better one, `high`; `low` is one order less
 * @see Lu et al. 2022, algorithms 1 and 2, https://arxiv.org/abs/2206.00927
 */
export async function dpmStages(
  predict: Epsilon,
  x: Tensor,
  epsilon: Tensor,
  { from, to, order }: { from: number; to: number; order: 2 | 3 },
): Promise<{ low: Tensor; high: Tensor }> {
  const h = Math.log(from / to);
  /** A step over a share of h, with a weight for how the noise has changed since the start. */
  const step = (share: number, weight = 0, later = epsilon): Tensor => {
    const sigma = from * Math.exp(-share * h);
    const change = sigma * weight;
    return combine([1, x], [change - sigma * Math.expm1(share * h), epsilon], [-change, later]);
  };
  const at = (x: Tensor, share: number): Promise<Tensor> => predict(x, from * Math.exp(-share * h));
  if (order === 2) {
    const middle = await at(step(1 / 2), 1 / 2);
    return { low: step(1), high: step(1, Math.expm1(h), middle) };
  }
  const third = await at(step(1 / 3), 1 / 3);
  const twoThirds = await at(step(2 / 3, 2 * (Math.expm1((2 / 3) * h) / ((2 / 3) * h) - 1), third), 2 / 3);
  return {
    low: step(1, 1.5 * Math.expm1(h), third),
    high: step(1, 1.5 * (Math.expm1(h) / h - 1), twoThirds),
  };
}
