import { wilsonInterval } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import type { Interval } from "./bootstrap-interval.js";
import { normalQuantile } from "./normal.js";

/** Wilson's interval of the share `count / total`; from 0 to 1 if nothing was counted. */
export function shareInterval(count: number, total: number, level: number): Interval {
  const { low, high } = wilsonInterval(count, total, { z: normalQuantile((1 + level) / 2) });
  return { low, high, level };
}

/**
 * Intervals that hold for all shares of a whole at once with the probability `level`, by Goodman's method: Wilson's intervals at the
 * level that Bonferroni's inequality asks for. They are wider than those of each share by itself.
 *
 * @param counts how many things each share is made of
 * @returns one interval for each count, in their order; from 0 to 1 if nothing was counted
 * @throws Alt2imgError `bias/sets` for no counts; `bias/counts` for counts that aren't whole numbers of at least 0; `bias/option` for a
 *   level that isn't between 0 and 1
 * @see Goodman 1965, "On simultaneous confidence intervals for multinomial proportions", Technometrics 7(2)
 */
export function simultaneousIntervals(counts: readonly number[], level: number): Interval[] {
  if (counts.length === 0) throw biasError("sets", "There are no counts. Give one for each share.");
  const wrong = counts.findIndex((count) => !(Number.isSafeInteger(count) && count >= 0));
  if (wrong >= 0) throw biasError("counts", `Count ${wrong} is ${counts[wrong]}; counts are whole numbers, 0 or more.`);
  if (!(level > 0 && level < 1))
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const each = 1 - (1 - level) / counts.length;
  return counts.map((count) => ({ ...shareInterval(count, total, each), level }));
}
