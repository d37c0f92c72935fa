import { biasError } from "../bias-error.js";
import type { Interval } from "../statistics/bootstrap-interval.js";
import { shareInterval } from "../statistics/share-intervals.js";

/**
 * A share: counted, as `{ count, total }`; estimated, as `shares` of `@alt2img/bias/representation` gives it for each value; or, as a
 * number from 0 to 1, known for certain, as that of a training set of which every image is labelled.
 */
export type MeasuredShare =
  | { readonly count: number; readonly total: number }
  | { readonly share: number; readonly interval: Interval }
  | number;

export type AmplificationOptions = {
  /** Of the intervals, from 0 to 1; that of the shares, if these have intervals. Default 0.95. */
  readonly level?: number | undefined;
};

/** A figure and where the true one lies. */
export type AmplificationEstimate = { readonly value: number; readonly interval: Interval };

/** A share in a model's outputs compared with that in its training data. Plain data. */
export type Amplification = {
  readonly outputs: AmplificationEstimate;
  readonly training: AmplificationEstimate;
  /** Outputs less training: above 0, the model shows it more often than it was shown it. */
  readonly difference: AmplificationEstimate;
  /** Outputs by training. Infinite if it may be that the training data has none. */
  readonly ratio: AmplificationEstimate;
  /** How many outputs and training images were counted; left out for shares that are given without a count. */
  readonly n: { readonly outputs?: number; readonly training?: number };
  readonly warnings: readonly string[];
};

/**
 * How much more often something is in a model's outputs than in its training data, as a difference and as a ratio. Their intervals
 * come from those of the two shares (MOVER), which for counts are Wilson's; for the difference, that is Newcombe's interval.
 *
 * By hand: 30 of 40 outputs and 50 of 100 training images give a difference of 0.25 and a ratio of 1.5. Wilson's intervals are from
 * 0.59806 to 0.85812 and from 0.40383 to 0.59617, so the difference is from 0.25 − √(0.15194² + 0.09617²) = 0.0702 to 0.3947.
 *
 * @param outputs share among outputs
 * @param training share among training data
 * @throws Alt2imgError `bias/counts` for counts that aren't whole, or more than their total; `bias/option` for a level that isn't
 *   between 0 and 1 or isn't the intervals', or a share that isn't from 0 to 1
 * @see Newcombe 1998, https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method 10
 * @see Donner and Zou 2012, "Closed-form confidence intervals for functions of the normal mean and standard deviation", for the ratio
 */
export function amplification(
  outputs: MeasuredShare,
  training: MeasuredShare,
  { level = 0.95 }: AmplificationOptions = {},
): Amplification {
  if (!(level > 0 && level < 1)) {
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);
  }
  const output = estimateOf("outputs", outputs, level);
  const learned = estimateOf("training", training, level);
  const n = {
    ...(typeof outputs === "object" && "total" in outputs ? { outputs: outputs.total } : {}),
    ...(typeof training === "object" && "total" in training ? { training: training.total } : {}),
  };
  return {
    outputs: output,
    training: learned,
    difference: differenceOf(output, learned, level),
    ratio: ratioOf(output, learned, level),
    n,
    warnings: learned.value === 0 ? ["The share in the training data is 0, so there is no ratio."] : [],
  };
}

function estimateOf(name: string, measured: MeasuredShare, level: number): AmplificationEstimate {
  if (typeof measured === "object" && "total" in measured) {
    const { count, total } = measured;
    if (![count, total].every(Number.isSafeInteger) || count < 0 || count > total || total === 0) {
      throw biasError(
        "counts",
        `The ${name} are ${count} of ${total}; give whole numbers, the count at most the total.`,
      );
    }
    return { value: count / total, interval: shareInterval(count, total, level) };
  }
  const share = typeof measured === "number" ? measured : measured.share;
  const interval = typeof measured === "number" ? { low: share, high: share, level } : measured.interval;
  if (!(share >= 0 && share <= 1)) {
    throw biasError("option", `The share of the ${name} is ${share}; shares are from 0 to 1.`);
  }
  if (Math.abs(interval.level - level) > 1e-9) {
    throw biasError(
      "option",
      `The level is ${level}, that of the ${name}' interval ${interval.level}. Use one for both.`,
    );
  }
  return { value: share, interval };
}

function differenceOf(a: AmplificationEstimate, b: AmplificationEstimate, level: number): AmplificationEstimate {
  const value = a.value - b.value;
  const low = value - Math.hypot(a.value - a.interval.low, b.interval.high - b.value);
  const high = value + Math.hypot(a.interval.high - a.value, b.value - b.interval.low);
  return { value, interval: { low, high, level } };
}

function ratioOf(a: AmplificationEstimate, b: AmplificationEstimate, level: number): AmplificationEstimate {
  const product = a.value * b.value;
  /** The bound's quadratic equation has these products: of the one's limit and its reflection, and of the other's. */
  const roots = (limit: number, other: number): [number, number, number] => {
    const own = limit * (2 * a.value - limit);
    const others = other * (2 * b.value - other);
    return [own, others, Math.sqrt(Math.max(0, product ** 2 - own * others))];
  };
  const [own, , lowRoot] = roots(a.interval.low, b.interval.high);
  const [, others, highRoot] = roots(a.interval.high, b.interval.low);
  const low = own === 0 ? 0 : own / (product + lowRoot);
  const high = others === 0 ? Number.POSITIVE_INFINITY : (product + highRoot) / others;
  return { value: a.value / b.value, interval: { low: Math.max(0, low), high, level } };
}
