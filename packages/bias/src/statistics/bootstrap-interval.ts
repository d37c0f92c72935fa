import type { Random } from "@alt2img/core";
import { normalCdf, normalQuantile } from "./normal.js";

/** Where the true value lies with a probability of `level`, if the values were drawn at random from a larger population. */
export type Interval = {
  readonly low: number;
  readonly high: number;
  /** From 0 to 1: 0.95 means that 95 of 100 such intervals hold the true value. */
  readonly level: number;
};

export type BootstrapOptions = {
  readonly draws: number;
  /** From 0 to 1. */
  readonly level: number;
  readonly random: Random;
};

/**
 * The bias-corrected and accelerated bootstrap interval (BCa) of a statistic of one or more groups, each drawn from its own
 * population.
 *
 * @param statistic of groups of the same sizes as these; a draw for which it isn't finite is left out
 * @returns `undefined` if the statistic isn't finite for most draws, or all draws give the same value
 * @see Efron 1987, https://doi.org/10.1080/01621459.1987.10478410; the acceleration of several groups is that of Efron and
 *   Tibshirani 1993, An Introduction to the Bootstrap, §14.3, from the jackknife of each group
 */
export function bootstrapInterval(
  groups: readonly Float64Array[],
  statistic: (groups: readonly Float64Array[]) => number,
  { draws, level, random }: BootstrapOptions,
): Interval | undefined {
  const observed = statistic(groups);
  const samples = groups.map((group) => new Float64Array(group.length));
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    for (const [g, group] of groups.entries()) {
      const sample = samples[g]!;
      for (let i = 0; i < sample.length; i++) sample[i] = group[Math.floor(random.uniform() * group.length)]!;
    }
    const value = statistic(samples);
    if (Number.isFinite(value)) values.push(value);
  }
  if (!Number.isFinite(observed) || values.length < draws / 2) return undefined;
  values.sort((a, b) => a - b);
  if (values[0] === values.at(-1)) return undefined;
  const below = values.filter((value) => value < observed).length;
  const equal = values.filter((value) => value === observed).length;
  // Half a draw keeps the correction finite if the observed value is at an end.
  const share = Math.min(Math.max((below + equal / 2) / values.length, 0.5 / values.length), 1 - 0.5 / values.length);
  const correction = normalQuantile(share);
  const acceleration = accelerationOf(groups, statistic);
  const at = (probability: number): number => {
    const z = correction + normalQuantile(probability);
    return quantile(values, normalCdf(correction + z / (1 - acceleration * z)));
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2), level };
}

function accelerationOf(
  groups: readonly Float64Array[],
  statistic: (groups: readonly Float64Array[]) => number,
): number {
  let [squares, cubes] = [0, 0];
  for (const [g, group] of groups.entries()) {
    if (group.length < 2) continue;
    const left = groups.map((each, i) => (i === g ? new Float64Array(group.length - 1) : each));
    const values = Array.from(group, (_, out) => {
      left[g]!.set(group.subarray(0, out));
      left[g]!.set(group.subarray(out + 1), out);
      return statistic(left);
    }).filter(Number.isFinite);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    // The influence of each value on the statistic is proportional to its group's size less 1.
    for (const value of values) {
      const influence = ((group.length - 1) * (mean - value)) / group.length;
      squares += influence ** 2;
      cubes += influence ** 3;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Linear between the sorted values, as numpy's default. */
export function quantile(sorted: readonly number[], p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return a + (at - low) * (b - a);
}
