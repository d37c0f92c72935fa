import type { Level } from "../schedule/schedule.js";

/**
 * The level at a share of the way from one to another, on a logarithmic scale of sigma; it has no timestep of its own.
 * From pure noise there is no way down on that scale: then it is `from` itself.
 *
 * @param share from 0 to 1: the middle unless given
 * @param sigmaTo above 0
 */
export function levelBetween(from: Level, sigmaTo: number, share = 0.5): Level {
  if (from.sigma === Number.POSITIVE_INFINITY) return from;
  // Never above `from`, not even by rounding.
  return { form: from.form, sigma: from.sigma * (sigmaTo / from.sigma) ** share };
}
