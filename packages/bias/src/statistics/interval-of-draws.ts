import { type Interval, quantile } from "./bootstrap-interval.js";
import { normalCdf, normalQuantile } from "./normal.js";

/** The middle part of values that were drawn. */
export function middleOf(draws: ArrayLike<number>, level: number): Interval {
  const sorted = Array.from(draws).sort((a, b) => a - b);
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2), level };
}

/**
 * The bias-corrected interval of a statistic whose draws lie around another value than the statistic's own, as those of an entropy
 * do: shares that are drawn around others are less even than these.
 *
 * @param center the statistic of what the draws were drawn around
 * @see Efron 1981, "Nonparametric standard errors and confidence intervals", §7
 */
export function biasCorrectedInterval(center: number, draws: ArrayLike<number>, level: number): Interval {
  const sorted = Array.from(draws).sort((a, b) => a - b);
  const n = sorted.length;
  const below = sorted.filter((value) => value < center).length;
  const equal = sorted.filter((value) => value === center).length;
  const share = Math.min(Math.max((below + equal / 2) / n, 0.5 / n), 1 - 0.5 / n);
  const at = (probability: number): number =>
    quantile(sorted, normalCdf(2 * normalQuantile(share) + normalQuantile(probability)));
  return { low: at((1 - level) / 2), high: at((1 + level) / 2), level };
}
