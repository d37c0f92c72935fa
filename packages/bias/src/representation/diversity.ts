import { biasError } from "../bias-error.js";

/**
 * How evenly things are spread over values: Shannon's entropy −Σ p log₂ p, in bits. 0 if all have one value, log₂ of the number of
 * values if each has as many.
 *
 * By hand: shares of ½, ¼ and ¼ have 1.5 bits.
 *
 * @param shares of a whole
 * @throws Alt2imgError `bias/option` for numbers that aren't: below 0, not finite, or with another sum than 1
 * @see Shannon 1948, https://doi.org/10.1002/j.1538-7305.1948.tb01338.x
 */
export function entropy(shares: ArrayLike<number>): number {
  checkShares(shares);
  let bits = 0;
  for (let i = 0; i < shares.length; i++) if (shares[i]! > 0) bits -= shares[i]! * Math.log2(shares[i]!);
  return bits;
}

/**
 * Pielou's evenness: the entropy as a share of the greatest one that so many values can have, from 0 to 1. NaN for one value.
 *
 * By hand: shares of ½, ¼ and ¼ have 1.5 of log₂ 3 = 1.58496 bits, an evenness of 0.94639.
 *
 * @param shares of a whole, with a 0 for each value that could have come up and didn't
 * @throws Alt2imgError `bias/option` as for `entropy`
 * @see Pielou 1966, https://doi.org/10.1016/0022-5193(66)90013-0
 */
export function evenness(shares: ArrayLike<number>): number {
  return entropy(shares) / Math.log2(shares.length);
}

/**
 * The total variation distance between two distributions: the share that would have to change its value, from 0 to 1. The L1
 * distance, by which HEIM reports, is twice as much.
 *
 * By hand: ½, ¼ and ¼ are 1/6 away from a third each.
 *
 * @throws Alt2imgError `bias/option` as for `entropy`; `bias/sets` if there aren't as many of both
 * @see Lee et al. 2023 (HEIM), https://arxiv.org/abs/2311.04287
 */
export function totalVariation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  checkSame(first, second);
  let sum = 0;
  for (let i = 0; i < first.length; i++) sum += Math.abs(first[i]! - second[i]!);
  return sum / 2;
}

/**
 * The Jensen–Shannon divergence of two distributions in bits, from 0 (equal) to 1 (nothing in common). Unlike the Kullback–Leibler
 * divergence it is finite where one of them is 0.
 *
 * By hand: (1, 0) and (½, ½) have the mean (¾, ¼): 0.81128 − (0 + 1) / 2 = 0.31128 bits.
 *
 * @throws Alt2imgError `bias/option` as for `entropy`; `bias/sets` if there aren't as many of both
 * @see Lin 1991, https://doi.org/10.1109/18.61115
 */
export function jensenShannon(first: ArrayLike<number>, second: ArrayLike<number>): number {
  checkSame(first, second);
  const middle = Float64Array.from(first, (share, i) => (share + second[i]!) / 2);
  return Math.max(0, entropy(middle) - (entropy(first) + entropy(second)) / 2);
}

function checkSame(first: ArrayLike<number>, second: ArrayLike<number>): void {
  if (first.length !== second.length)
    throw biasError("sets", `There are ${first.length} shares, and ${second.length} to compare with. Give as many.`);
  checkShares(first);
  checkShares(second);
}

function checkShares(shares: ArrayLike<number>): void {
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    const share = shares[i]!;
    if (!(share >= -SLACK)) throw biasError("option", `Share ${i} is ${share}; shares are from 0 to 1.`);
    sum += share;
  }
  if (!(Math.abs(sum - 1) <= SLACK))
    throw biasError("option", `The shares add up to ${sum}; divide them by that, so that they add up to 1.`);
}

/** For rounding, also of shares in percent with two decimals. */
const SLACK = 1e-3;
