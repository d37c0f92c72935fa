import type { Random } from "@alt2img/core";
import { drawCounts } from "../statistics/draw.js";

/** Pearson's χ² of counts against the shares that they should have; infinite if what can't come up did. */
function chiSquare(counts: ArrayLike<number>, shares: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const expected = total * shares[i]!;
    if (expected > 0) sum += (counts[i]! - expected) ** 2 / expected;
    else if (counts[i]! > 0) return Number.POSITIVE_INFINITY;
  }
  return sum;
}

/**
 * How often chance alone would give counts at least as far from the expected shares, by Pearson's χ² over drawn counts: it holds for
 * few things, too, where the χ² distribution doesn't.
 *
 * @param drawnShares the shares that each draw comes from: the expected ones, unless these are uncertain themselves
 */
export function fitPValue(
  counts: ArrayLike<number>,
  expected: ArrayLike<number>,
  draws: number,
  random: Random,
  drawnShares: () => ArrayLike<number> = () => expected,
): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  // Equal statistics may differ in their last bits.
  const observed = chiSquare(counts, expected) * (1 - 1e-12);
  let atLeast = 1;
  for (let draw = 0; draw < draws; draw++) {
    if (chiSquare(drawCounts(total, drawnShares(), random), expected) >= observed) atLeast++;
  }
  return atLeast / (draws + 1);
}

/** Whether two distributions are the same, but for rounding. */
export const isSame = (first: readonly number[], second: readonly number[]): boolean =>
  first.every((share, i) => Math.abs(share - second[i]!) < 1e-12);
