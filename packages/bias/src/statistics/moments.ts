/** NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** `"sample"` divides by n − 1, `"population"` by n. */
export type StandardDeviationKind = "sample" | "population";

/** Of all the groups' values together. */
export function standardDeviation(groups: readonly ArrayLike<number>[], kind: StandardDeviationKind): number {
  let [n, sum] = [0, 0];
  for (const values of groups) {
    n += values.length;
    for (let i = 0; i < values.length; i++) sum += values[i]!;
  }
  const center = sum / n;
  let squares = 0;
  for (const values of groups) for (let i = 0; i < values.length; i++) squares += (values[i]! - center) ** 2;
  return Math.sqrt(squares / (kind === "sample" ? n - 1 : n));
}

/**
 * How far apart the means of two groups are, in standard deviations of all their values: the d of Caliskan et al. 2017. At most
 * 2 for large groups; NaN if all values are equal.
 */
export function effectSize(first: ArrayLike<number>, second: ArrayLike<number>, kind: StandardDeviationKind): number {
  return (mean(first) - mean(second)) / standardDeviation([first, second], kind);
}
