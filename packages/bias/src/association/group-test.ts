import { createRandom } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { bootstrapInterval, type Interval } from "../statistics/bootstrap-interval.js";
import { effectSize, mean, type StandardDeviationKind, standardDeviation } from "../statistics/moments.js";
import { type PermutationPValue, permutationTest } from "../statistics/permutation-test.js";

export type AssociationOptions = {
  /** By which standard deviation the effect size is divided. Default `"sample"`; published tools differ. */
  readonly standardDeviation?: StandardDeviationKind | undefined;
  /** How many relabellings are drawn if there are more than `exactUpTo`. Default 10,000. */
  readonly permutations?: number | undefined;
  /** All relabellings are counted if there are at most as many. Default 20,000. */
  readonly exactUpTo?: number | undefined;
  /** How many bootstrap draws the interval takes; 0 for no interval. Default 2,000. */
  readonly draws?: number | undefined;
  /** The interval's confidence level, from 0 to 1. Default 0.95. */
  readonly level?: number | undefined;
  /** Of drawn relabellings and bootstrap draws: an integer in [-2⁶³, 2⁶⁴). Default 0. */
  readonly seed?: number | bigint | undefined;
};

/** An association that was measured and tested. Plain data. */
export type AssociationTest = {
  /** The sum of the first group's associations, less that of the second one's. */
  readonly statistic: number;
  /** d: how far apart the groups' means are, in standard deviations. NaN if there is no variation. */
  readonly effectSize: number;
  /** Left out if the groups are too small for a bootstrap (fewer than 3 each), or without variation. */
  readonly interval?: Interval;
  /** One-sided: how often chance alone would give at least as much. By both conventions; `atLeast` is the usual one. */
  readonly pValue: PermutationPValue;
  /** How many vectors each set has: two targets and two attributes. */
  readonly n: Readonly<Record<string, number>>;
  /** What has no vector, and so was left out. */
  readonly missing: readonly string[];
  /** What keeps the figures from saying much. */
  readonly warnings: readonly string[];
};

/** Compares two groups of values, one-sided: is the first one's mean greater? */
export function testGroups(
  first: Float64Array,
  second: Float64Array,
  {
    standardDeviation: kind = "sample",
    permutations = 10_000,
    exactUpTo = 20_000,
    draws = 2000,
    level = 0.95,
    seed = 0,
  }: AssociationOptions,
): Omit<AssociationTest, "n" | "missing"> {
  checkWhole("permutations", permutations, 1);
  checkWhole("exactUpTo", exactUpTo, 0);
  checkWhole("draws", draws, 0);
  if (!(level > 0 && level < 1))
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);
  const random = createRandom(seed);
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  const pValue = permutationTest(all, first.length, { permutations, exactUpTo, random });
  const size = ([x, y]: readonly Float64Array[]): number => effectSize(x!, y!, kind);
  const enough = Math.min(first.length, second.length) >= 3;
  const interval = enough && draws > 0 ? bootstrapInterval([first, second], size, { draws, level, random }) : undefined;
  const varies =
    standardDeviation([all], "population") > 1e-12 * all.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const warnings: string[] = [];
  if (!varies) warnings.push("All associations are equal, so there is no effect size.");
  if (pValue.least > 1 - level) {
    warnings.push(
      `Groups of ${first.length} and ${second.length} are too small: the least p-value that they can give is ${pValue.least.toPrecision(2)}.`,
    );
  } else if (pValue.method === "sampled" && 1 / (permutations + 1) > 1 - level) {
    warnings.push(
      `${permutations} relabellings are too few: the least p-value that they can give is ${(1 / (permutations + 1)).toPrecision(2)}. Draw more.`,
    );
  } else if (!enough || Math.min(first.length, second.length) < 8) {
    warnings.push(
      `With groups of ${first.length} and ${second.length}, the effect size is uncertain: published tests have 8 or more.`,
    );
  }
  return {
    statistic: mean(first) * first.length - mean(second) * second.length,
    effectSize: varies ? size([first, second]) : Number.NaN,
    ...(interval === undefined || !varies ? {} : { interval }),
    pValue,
    warnings,
  };
}

function checkWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw biasError("option", `${name} is ${value}; give a whole number, ${least} or more.`);
}
