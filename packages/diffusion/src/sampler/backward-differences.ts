import type { Level } from "../schedule/schedule.js";

/**
 * The derivatives at the newest of up to three levels, in λ = −ln sigma, of the polynomial through values at them: for each of
 * `D0`, `D1` and `D2`, the weights of the values. `Dk` is the k-th derivative times hᵏ.
 *
 * @param levels the newest first. Pure noise is infinitely far away and doesn't count
 */
export function backwardDifferences(h: number, levels: readonly Level[]): number[][] {
  const [h0, h1] = levels.slice(1).map(({ sigma }, i) => Math.log(sigma / levels[i]!.sigma));
  if (h0 === undefined) return [[1]];
  const slope0 = h0 === 0 ? 0 : h / h0;
  if (h1 === undefined) return [[1], [slope0, -slope0]];
  const slope1 = h1 === 0 ? 0 : h / h1;
  const change = [slope0, -slope0 - slope1, slope1];
  const share = h0 + h1 === 0 ? 0 : 1 / (h0 + h1);
  return [
    [1],
    [slope0, -slope0, 0].map((weight, i) => weight + h0 * share * change[i]!),
    change.map((weight) => 2 * h * share * weight),
  ];
}
