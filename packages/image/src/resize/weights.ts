import type { Kernel } from "./filter.js";

/** Bits after the point of a weight: what 8 bits of a pixel and 2 of head-room leave of 32. */
export const PRECISION_BITS = 22;

/** Which source pixels make each target pixel along one axis, and how much of each. */
export type Weights = {
  /** For target pixel `i`: the first source pixel. */
  readonly first: Int32Array;
  /** For target pixel `i`: how many source pixels. */
  readonly count: Int32Array;
  /** The fixed-point weights of target pixel `i` begin at `i * stride`. They add up to 2²², but for rounding. */
  readonly fixed: Int32Array;
  readonly stride: number;
};

/** Pillow's `precompute_coeffs` and `normalize_coeffs_8bpc` (Resample.c) for a whole axis. */
export function computeWeights(sourceLength: number, targetLength: number, { support, weight }: Kernel): Weights {
  const scale = sourceLength / targetLength;
  const filterScale = Math.max(scale, 1);
  const reach = support * filterScale;
  const inverse = 1 / filterScale;
  // Never more than there is: a source of a few pixels needs no room for a wide filter.
  const stride = Math.min(Math.ceil(reach) * 2 + 1, sourceLength);
  const first = new Int32Array(targetLength);
  const count = new Int32Array(targetLength);
  const fixed = new Int32Array(targetLength * stride);
  const exact = new Float64Array(stride);
  for (let target = 0; target < targetLength; target++) {
    const center = (target + 0.5) * scale;
    const start = Math.max(Math.trunc(center - reach + 0.5), 0);
    const length = Math.min(Math.trunc(center + reach + 0.5), sourceLength) - start;
    let sum = 0;
    for (let i = 0; i < length; i++) {
      const value = weight((i + start - center + 0.5) * inverse);
      exact[i] = value;
      sum += value;
    }
    for (let i = 0; i < length; i++) {
      const value = (sum === 0 ? exact[i]! : exact[i]! / sum) * (1 << PRECISION_BITS);
      fixed[target * stride + i] = value < 0 ? Math.trunc(value - 0.5) : Math.trunc(value + 0.5);
    }
    first[target] = start;
    count[target] = length;
  }
  return { first, count, fixed, stride };
}
