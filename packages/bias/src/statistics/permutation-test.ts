import type { Random } from "@alt2img/core";
import { subsetSums } from "./subset-sums.js";

/** The p-values of a permutation test by two conventions, since published tools differ. */
export type PermutationPValue = {
  /** The share of relabellings with a statistic of at least the observed one, which is one of them: never 0. */
  readonly atLeast: number;
  /** The share with a greater statistic: 0 if none is greater. */
  readonly above: number;
  /** `"exact"`: all relabellings were counted; `"sampled"`: as many as `permutations` were drawn. */
  readonly method: "exact" | "sampled";
  /** How many relabellings were counted. */
  readonly permutations: number;
  /** The standard error of `atLeast` if the relabellings were drawn, 0 if all were counted. */
  readonly standardError: number;
  /** The least `atLeast` that these group sizes can give. Above the level of a test, nothing can be significant. */
  readonly least: number;
};

export type PermutationOptions = {
  /** How many relabellings are drawn if there are more than `exactUpTo`. Default 10,000. */
  readonly permutations: number;
  /** All relabellings are counted if there are at most as many. Default 20,000. */
  readonly exactUpTo: number;
  readonly random: Random;
};

/**
 * Tests whether the first values are greater than chance gives, if the labels of the two groups were exchanged at random. The
 * statistic is the sum of the first group's values, which orders relabellings as the difference of means does.
 *
 * @param values those of the first group, then those of the second one
 * @param first the size of the first group, from 1 to `values.length - 1`
 * @see Phipson and Smyth 2010, https://doi.org/10.2202/1544-6115.1585, on why the observed labelling counts when drawing
 */
export function permutationTest(
  values: Float64Array,
  first: number,
  { permutations, exactUpTo, random }: PermutationOptions,
): PermutationPValue {
  const n = values.length;
  // Sums of the same values in another order may differ in the last bits; that isn't a smaller statistic.
  const tolerance = 1e-12 * values.reduce((sum, value) => sum + Math.abs(value), 0);
  const observed = values.subarray(0, first).reduce((sum, value) => sum + value, 0);
  const [atLeastLimit, aboveLimit] = [observed - tolerance, observed + tolerance];
  const all = binomial(n, first);
  const least = 1 / all;
  let [atLeast, above] = [0, 0];
  const count = (sum: number): void => {
    if (sum >= atLeastLimit) atLeast++;
    if (sum > aboveLimit) above++;
  };
  if (all <= exactUpTo) {
    // The sums of the smaller group say those of the larger one, in fewer steps and without a deep recursion.
    const total = values.reduce((sum, value) => sum + value, 0);
    if (first <= n - first) eachSum(values, first, count);
    else eachSum(values, n - first, (rest) => count(total - rest));
    return { atLeast: atLeast / all, above: above / all, method: "exact", permutations: all, standardError: 0, least };
  }
  const drawSum = subsetSums(values, first, random);
  for (let round = 0; round < permutations; round++) count(drawSum());
  const p = (atLeast + 1) / (permutations + 1);
  const standardError = Math.sqrt((p * (1 - p)) / permutations);
  return { atLeast: p, above: above / permutations, method: "sampled", permutations, standardError, least };
}

/** The number of ways to choose `k` of `n`; infinity if a double can't hold it. */
function binomial(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) product = Math.round((product * (n - Math.min(k, n - k) + i)) / i);
  return product;
}

/** Calls back with the sum of each choice of `k` values. */
function eachSum(values: Float64Array, k: number, visit: (sum: number) => void): void {
  const choose = (from: number, left: number, sum: number): void => {
    if (left === 0) visit(sum);
    else for (let i = from; i <= values.length - left; i++) choose(i + 1, left - 1, sum + values[i]!);
  };
  choose(0, k, 0);
}
