import type { Random } from "@alt2img/core";
import { normalQuantile } from "./normal.js";

/** Of more draws, counts are drawn as such. */
const MOST_ONE_BY_ONE = 1000;

/**
 * How often each of several outcomes comes up in `total` independent draws. Many take as long as some hundreds.
 *
 * @param shares their probabilities, which add up to 1
 */
export function drawCounts(total: number, shares: ArrayLike<number>, random: Random): Float64Array {
  const counts = new Float64Array(shares.length);
  const last = shares.length - 1;
  if (total > MOST_ONE_BY_ONE) {
    let [things, rest] = [total, 1];
    for (let i = 0; i < last; i++) {
      counts[i] = drawBinomial(things, Math.min(1, shares[i]! / rest), random);
      things -= counts[i]!;
      rest = Math.max(rest - shares[i]!, shares[i + 1]!);
    }
    counts[last] = things;
    return counts;
  }
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

/**
 * How many of `n` uniform numbers are below `p`, exact in distribution: the middle one of them, which has a beta distribution, says on
 * which side of `p` half of them are.
 *
 * @see Relles 1972, "A simple algorithm for generating binomial random variables when N is large", https://doi.org/10.2307/2284403
 */
function drawBinomial(n: number, p: number, random: Random): number {
  let [count, left, share] = [0, n, p];
  while (left > 32 && share > 0 && share < 1) {
    const middle = Math.floor(left / 2) + 1;
    const [below, above] = [drawGamma(middle, random), drawGamma(left + 1 - middle, random)];
    const at = below / (below + above);
    if (at > share) {
      left = middle - 1;
      share /= at;
    } else {
      count += middle;
      left -= middle;
      share = (share - at) / (1 - at);
    }
  }
  if (share >= 1) return count + left;
  for (let i = 0; i < left; i++) if (random.uniform() < share) count++;
  return count;
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
