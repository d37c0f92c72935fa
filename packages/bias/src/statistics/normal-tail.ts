import { normalCdf } from "./normal.js";

/**
 * How likely a standard normal value is at least as far from 0 as `z`: 2 Φ(−|z|), with a relative error below 1e-12. 0 only where a
 * double can't hold it, beyond 38.
 */
export function twoSidedTail(z: number): number {
  const x = Math.abs(z);
  if (!(x > 3)) return 2 * (1 - normalCdf(x));
  // Laplace's continued fraction, from the inside out: Abramowitz and Stegun 26.2.14.
  let fraction = x;
  for (let i = 200; i >= 1; i--) fraction = x + i / fraction;
  return (Math.sqrt(2 / Math.PI) * Math.exp((-x * x) / 2)) / fraction;
}
