import type { Random } from "@alt2img/core";
import { normalQuantile } from "./normal.js";

/**
 * How often each of several outcomes comes up in `total` independent draws.
 *
 * @param shares their probabilities, which add up to 1
 */
export function drawCounts(total: number, shares: ArrayLike<number>, random: Random): Float64Array {
  const counts = new Float64Array(shares.length);
  const last = shares.length - 1;
  for (let i = 0; i < total; i++) {
    let left = random.uniform();
    let outcome = 0;
    while (outcome < last && left >= shares[outcome]!) left -= shares[outcome++]!;
    counts[outcome]!++;
  }
  return counts;
}

/** Of a Dirichlet distribution, in all: for two outcomes, a uniform one. */
const PRIOR = 2;

/**
 * Shares that could have given these counts: a draw of the Dirichlet distribution with the counts and a prior of 2 in all, divided
 * equally. In simulations, Jeffreys' prior, of 1 for two outcomes, gave corrected shares intervals that were a little too short.
 */
export function drawShares(counts: ArrayLike<number>, random: Random): Float64Array {
  const shares = Float64Array.from(counts, (count) => drawGamma(count + PRIOR / counts.length, random));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/** The mean of what `drawShares` draws. */
export function expectedShares(counts: ArrayLike<number>): Float64Array {
  let total = PRIOR;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  return Float64Array.from(counts, (count) => (count + PRIOR / counts.length) / total);
}

/** @see Marsaglia and Tsang 2000, "A simple method for generating gamma variables", https://doi.org/10.1145/358407.358414 */
function drawGamma(shape: number, random: Random): number {
  const open = (): number => (random.uint32() + 0.5) / 2 ** 32;
  if (shape < 1) return drawGamma(shape + 1, random) * open() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normalQuantile(open());
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(open()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
