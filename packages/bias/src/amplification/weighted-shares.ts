import { createRandom } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { bootstrapInterval, type Interval } from "../statistics/bootstrap-interval.js";
import { shareInterval } from "../statistics/share-intervals.js";

/** An image, or a caption, with the attributes and the tasks that it has: "woman" and "doctor", "red" and "apple". */
export type LabelledItem = { readonly attributes: readonly string[]; readonly tasks: readonly string[] };

export type BiasAmplificationOptions = {
  /** How many draws the interval takes if it is a bootstrap, 0 for no such interval. Default 2,000. */
  readonly draws?: number | undefined;
  /** Of the interval, from 0 to 1. Default 0.95. */
  readonly level?: number | undefined;
  /** Of those draws: an integer in [-2⁶³, 2⁶⁴). Default 0. */
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

/** Items with the same given labels, and what each adds to a sum. */
type Stratum = {
  readonly adds: number[];
  /** What an item can add, if each has one label. */
  readonly possible: readonly number[];
};

/**
 * The interval of a weighted sum of conditional shares, Σ weight(given, found) · P(found | given). How many items have the same given labels
 * is a choice and not chance, so each item adds the same to the sum whatever the others are. If each has one label, and can add
 * only one of two numbers, the interval is made of Wilson's for each choice of given labels (MOVER); otherwise it is a bootstrap
 * among the items with the same given labels.
 *
 * @param found all labels that can be found
 * @param less what is subtracted from the sum
 */
export function weightedSharesInterval(
  items: readonly GivenItem[],
  found: readonly string[],
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
  const strata = stratify(items, found, weight);
  const single = items.every((item) => new Set(item.found).size === 1);
  if (single && strata.every(({ possible }) => possible.length <= 2)) return joinIntervals(strata, less, level);
  return draws === 0 ? undefined : bootstrapStrata(strata, less, { draws, level, seed });
}

function stratify(
  items: readonly GivenItem[],
  found: readonly string[],
  weight: (given: string, found: string) => number,
): Stratum[] {
  const totals = new Map<string, number>();
  for (const { given } of items) for (const name of new Set(given)) totals.set(name, (totals.get(name) ?? 0) + 1);
  const strata = new Map<string, Stratum>();
  for (const item of items) {
    const given = [...new Set(item.given)].sort();
    const addedBy = (labels: Iterable<string>): number => {
      let sum = 0;
      for (const name of given) for (const label of labels) sum += weight(name, label) / totals.get(name)!;
      return sum;
    };
    const key = JSON.stringify(given);
    const stratum = strata.get(key) ?? { adds: [], possible: [...new Set(found.map((label) => addedBy([label])))] };
    strata.set(key, stratum);
    stratum.adds.push(addedBy(new Set(item.found)));
  }
  return [...strata.values()];
}

function joinIntervals(strata: readonly Stratum[], less: number, level: number): Interval | undefined {
  let value = -less;
  let [below, above] = [0, 0];
  for (const { adds, possible } of strata) {
    const [least, most] = [Math.min(...possible), Math.max(...possible)];
    const count = adds.filter((add) => add === most).length;
    const n = adds.length;
    value += n * least + count * (most - least);
    const { low, high } = shareInterval(count, n, level);
    below += (n * (most - least) * (count / n - low)) ** 2;
    above += (n * (most - least) * (high - count / n)) ** 2;
  }
  if (below === 0 && above === 0) return undefined;
  return { low: value - Math.sqrt(below), high: value + Math.sqrt(above), level };
}

function bootstrapStrata(
  strata: readonly Stratum[],
  less: number,
  { draws, level, seed }: { draws: number; level: number; seed: number | bigint },
): Interval | undefined {
  const groups = strata.map(({ adds }) => Float64Array.from(adds));
  const sum = (drawn: readonly Float64Array[]): number =>
    // A group of another size, as the jackknife makes, stands for the whole group.
    drawn.reduce((all, values, g) => {
      const own = values.reduce((total, value) => total + value, 0);
      return values.length === 0 ? all : all + (own * groups[g]!.length) / values.length;
    }, -less);
  return bootstrapInterval(groups, sum, { draws, level, random: createRandom(seed) });
}
