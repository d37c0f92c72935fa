import { createRandom } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { bootstrapInterval, type Interval } from "../statistics/bootstrap-interval.js";

/** An image, or a caption, with the attributes and the tasks that it has: "woman" and "doctor", "red" and "apple". */
export type LabelledItem = { readonly attributes: readonly string[]; readonly tasks: readonly string[] };

export type BiasAmplificationOptions = {
  /** How many bootstrap draws the interval takes; 0 for no interval. Default 2,000. */
  readonly draws?: number | undefined;
  /** Of the interval, from 0 to 1. Default 0.95. */
  readonly level?: number | undefined;
  /** An integer in [-2⁶³, 2⁶⁴). Default 0. */
  readonly seed?: number | bigint | undefined;
};

/** Labels of one side that come with those of the other. */
export type GivenItem = { readonly given: readonly string[]; readonly found: readonly string[] };

/** @returns P(found | given), NaN if nothing has the given label */
export function conditionalShares(items: readonly GivenItem[]): (given: string, found: string) => number {
  const totals = new Map<string, number>();
  const both = new Map<string, Map<string, number>>();
  for (const item of items) {
    for (const given of new Set(item.given)) {
      totals.set(given, (totals.get(given) ?? 0) + 1);
      const row = both.get(given) ?? new Map<string, number>();
      both.set(given, row);
      for (const found of new Set(item.found)) row.set(found, (row.get(found) ?? 0) + 1);
    }
  }
  return (given, found) => (both.get(given)?.get(found) ?? 0) / (totals.get(given) ?? Number.NaN);
}

/**
 * The bootstrap interval of a weighted sum of conditional shares, Σ weight(given, found) · P(found | given). Items are drawn again among
 * those with the same given labels, whose numbers are a choice and not chance; then each item adds the same to the sum in every
 * draw.
 *
 * @param less what is subtracted from the sum
 */
export function weightedSharesInterval(
  items: readonly GivenItem[],
  weight: (given: string, found: string) => number,
  less: number,
  { draws = 2000, level = 0.95, seed = 0 }: BiasAmplificationOptions,
): Interval | undefined {
  if (!(level > 0 && level < 1)) {
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);
  }
  if (!(Number.isSafeInteger(draws) && draws >= 0)) {
    throw biasError("option", `draws is ${draws}; give a whole number, 0 or more.`);
  }
  if (draws === 0) return undefined;
  const totals = new Map<string, number>();
  for (const { given } of items) for (const name of new Set(given)) totals.set(name, (totals.get(name) ?? 0) + 1);
  const strata = new Map<string, number[]>();
  for (const item of items) {
    const given = [...new Set(item.given)].sort();
    let adds = 0;
    for (const name of given) for (const found of new Set(item.found)) adds += weight(name, found) / totals.get(name)!;
    const key = JSON.stringify(given);
    const stratum = strata.get(key);
    if (stratum === undefined) strata.set(key, [adds]);
    else stratum.push(adds);
  }
  const groups = [...strata.values()].map((stratum) => Float64Array.from(stratum));
  const sum = (drawn: readonly Float64Array[]): number =>
    // A group of another size, as the jackknife makes, stands for the whole group.
    drawn.reduce((all, values, g) => {
      const own = values.reduce((total, value) => total + value, 0);
      return values.length === 0 ? all : all + (own * groups[g]!.length) / values.length;
    }, -less);
  return bootstrapInterval(groups, sum, { draws, level, random: createRandom(seed) });
}
