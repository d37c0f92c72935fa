import { biasError } from "../bias-error.js";

/** `"holm"` bounds the chance of any false alarm, `"benjamini-hochberg"` the share of false ones among the alarms. */
export type Adjustment = "holm" | "benjamini-hochberg";

/**
 * p-values of many tests, adjusted so that each can be compared with the level that one test would have: what R's `p.adjust`
 * gives for `"holm"` and `"BH"`.
 *
 * @param pValues from 0 to 1
 * @returns the adjusted ones, in the same order
 * @throws Alt2imgError `bias/option` for a p-value that isn't from 0 to 1
 * @see Holm 1979, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6
 * @see Benjamini and Hochberg 1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 */
export function adjustPValues(pValues: readonly number[], adjustment: Adjustment): number[] {
  const wrong = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (wrong >= 0) throw biasError("option", `p-value ${wrong} is ${pValues[wrong]}; p-values are from 0 to 1.`);
  const n = pValues.length;
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(n);
  if (adjustment === "holm") {
    let most = 0;
    for (const [rank, i] of order.entries()) adjusted[i] = most = Math.max(most, Math.min(1, (n - rank) * pValues[i]!));
  } else {
    let least = 1;
    for (let rank = n; rank >= 1; rank--) {
      const i = order[rank - 1]!;
      adjusted[i] = least = Math.min(least, (n / rank) * pValues[i]!);
    }
  }
  return adjusted;
}
