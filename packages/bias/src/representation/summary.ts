import { biasError } from "../bias-error.js";
import type { Interval } from "../statistics/bootstrap-interval.js";
import { biasCorrectedInterval, middleOf } from "../statistics/interval-of-draws.js";
import { entropy, evenness, jensenShannon, totalVariation } from "./diversity.js";

/** What is compared with: `"uniform"`, or a share for each value, such as those of labour statistics; they add up to 1. */
export type Reference = "uniform" | Readonly<Record<string, number>>;

export type ShareOptions = {
  /** Default `"uniform"`: each value as often as the others. */
  readonly reference?: Reference | undefined;
  /** Of the intervals, from 0 to 1. Default 0.95. */
  readonly level?: number | undefined;
  /** How many draws the intervals and p-values take, 100 or more. Default 2,000. */
  readonly draws?: number | undefined;
  /** An integer in [-2⁶³, 2⁶⁴). Default 0. */
  readonly seed?: number | bigint | undefined;
};

/** A figure and where the true one lies. */
export type Estimate = { readonly value: number; readonly interval: Interval };

/** The share of one value. */
export type ValueShare = {
  readonly value: string;
  /** How many things were counted for it. */
  readonly count: number;
  readonly share: number;
  /** Of this share by itself. */
  readonly interval: Interval;
};

/** How far shares are from those of a reference. */
export type ReferenceDistance = {
  readonly shares: Readonly<Record<string, number>>;
  /** From 0 to 1: the share that would have to change its value. */
  readonly totalVariation: Estimate;
  /** Twice as much. */
  readonly l1: Estimate;
  /** In bits, from 0 to 1. */
  readonly jensenShannon: Estimate;
  /** How often chance alone would give shares this far from the reference, if it were true. */
  readonly pValue: number;
};

/** Shares of values among things, and how evenly they are spread. Plain data. */
export type Shares = {
  /** How many things. */
  readonly n: number;
  readonly values: readonly ValueShare[];
  /** In bits. */
  readonly entropy: Estimate;
  /** From 0 to 1. */
  readonly evenness: Estimate;
  readonly reference: ReferenceDistance;
  readonly warnings: readonly string[];
};

export type CheckedOptions = { reference: number[]; level: number; draws: number; seed: number | bigint };

/** @throws Alt2imgError `bias/sets` for fewer than two values; `bias/option` */
export function checkShareOptions(
  values: readonly string[],
  { reference = "uniform", level = 0.95, draws = 2000, seed = 0 }: ShareOptions,
): CheckedOptions {
  if (values.length < 2) {
    throw biasError(
      "sets",
      `The values are ${JSON.stringify(values)}. Give two or more, also those that didn't come up.`,
    );
  }
  if (!(level > 0 && level < 1)) {
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);
  }
  if (!(Number.isSafeInteger(draws) && draws >= 100)) {
    throw biasError("option", `draws is ${draws}; give a whole number, 100 or more.`);
  }
  const shares = values.map((value) =>
    reference === "uniform" ? 1 / values.length : (reference[value] ?? Number.NaN),
  );
  const sum = shares.reduce((total, share) => total + share, 0);
  const names = reference === "uniform" ? [] : Object.keys(reference);
  if (
    !(Math.abs(sum - 1) < 1e-6) ||
    shares.some((share) => share < 0) ||
    names.some((name) => !values.includes(name))
  ) {
    throw biasError(
      "option",
      `The reference is ${JSON.stringify(reference)}; give a share for each of ${JSON.stringify(values)} that add up to 1.`,
    );
  }
  return { reference: shares, level, draws, seed };
}

/** What `summarize` needs: shares, and others that they could be. */
export type UncertainShares = {
  readonly shares: ArrayLike<number>;
  /** Of the first one. */
  readonly interval: Interval;
  /** What `drawn` lies around. */
  readonly center: ArrayLike<number>;
  readonly drawn: readonly ArrayLike<number>[];
  /** Of the test that the shares are all equal. */
  readonly pUniform: number;
  /** Of the test that they are the reference's. */
  readonly pReference: number;
};

type Measure = (shares: ArrayLike<number>) => number;

/**
 * Entropy, evenness and distances. What follows from two shares follows from the interval of one. Of more, drawn values lie on one side
 * of the true one, the more so at the ends of their range: what is perfectly even seems uneven in every sample. So the interval holds
 * both the middle of the draws and that of draws corrected for their bias, and it reaches an end unless the test of fit rejects it.
 */
export function summarize(
  values: readonly string[],
  uncertain: UncertainShares,
  { reference, level }: CheckedOptions,
): Pick<Shares, "entropy" | "evenness" | "reference"> {
  const { shares, pUniform, pReference } = uncertain;
  const uniform = values.map(() => 1 / values.length);
  const concentrated = Array.from(shares).some((share) => share === 1);
  const spread = (measure: Measure): Estimate => {
    const also = [...(pUniform > 1 - level ? [measure(uniform)] : []), ...(concentrated ? [0] : [])];
    return estimate(measure, uncertain, uniform, also, level);
  };
  const distance = (measure: typeof totalVariation): Estimate =>
    estimate((each) => measure(each, reference), uncertain, reference, pReference > 1 - level ? [0] : [], level);
  const variation = distance(totalVariation);
  const { low, high } = variation.interval;
  return {
    entropy: spread(entropy),
    evenness: spread(evenness),
    reference: {
      shares: Object.fromEntries(values.map((value, i) => [value, reference[i]!])),
      totalVariation: variation,
      l1: { value: 2 * variation.value, interval: { low: 2 * low, high: 2 * high, level } },
      jensenShannon: distance(jensenShannon),
      pValue: pReference,
    },
  };
}

/**
 * @param turning shares where the measure has its least or greatest value
 * @param also values that the interval holds
 */
function estimate(
  measure: Measure,
  { shares, interval, center, drawn }: UncertainShares,
  turning: readonly number[],
  also: readonly number[],
  level: number,
): Estimate {
  const value = measure(shares);
  const within: number[] = [value, ...also];
  if (shares.length === 2) {
    const turn = Math.min(Math.max(turning[0]!, interval.low), interval.high);
    within.push(...[interval.low, turn, interval.high].map((share) => measure([share, 1 - share])));
  } else {
    const values = drawn.map(measure);
    for (const { low, high } of [middleOf(values, level), biasCorrectedInterval(measure(center), values, level)]) {
      within.push(low, high);
    }
  }
  return { value, interval: { low: Math.min(...within), high: Math.max(...within), level } };
}
