import type { Kernel } from "./filter.js";

/** Bits after the point of a weight: what 8 bits of a pixel and 2 of head-room leave of 32. */
export const PRECISION_BITS = 22;

/** Which source pixels make each target pixel along one axis, and how much of each. All arrays begin at the span's first pixel. */
export type Weights = {
  /** For target pixel `i`: the first source pixel. */
  readonly first: Int32Array;
  /** For target pixel `i`: how many source pixels. */
  readonly count: Int32Array;
  /** The fixed-point weights of target pixel `i` begin at `i * stride`. They add up to 2²², but for rounding. */
  readonly fixed: Int32Array;
  readonly stride: number;
};

/** A range of pixels along an axis, half-open. */
export type Span = { readonly from: number; readonly to: number };

/** Pillow's `precompute_coeffs` and `normalize_coeffs_8bpc` (Resample.c) along an axis, only for the target pixels in `span`. */
export function computeWeights(
  sourceLength: number,
  targetLength: number,
  { support, weight }: Kernel,
  { from, to }: Span,
): Weights {
  const scale = sourceLength / targetLength;
  const filterScale = Math.max(scale, 1);
  const reach = support * filterScale;
  const inverse = 1 / filterScale;
  // Never more than there is: a source of a few pixels needs no room for a wide filter.
  const stride = Math.min(Math.ceil(reach) * 2 + 1, sourceLength);
  const first = new Int32Array(to - from);
  const count = new Int32Array(to - from);
  const fixed = new Int32Array((to - from) * stride);
  const exact = new Float64Array(stride);
  for (let target = 0; target < to - from; target++) {
    const center = (from + target + 0.5) * scale;
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

/** The source pixels that any target pixel needs. */
export function neededSpan({ first, count }: Weights): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (let i = 0; i < first.length; i++) {
    from = Math.min(from, first[i]!);
    to = Math.max(to, first[i]! + count[i]!);
  }
  return { from, to };
}

/** The same weights over a source that begins at pixel `by`. */
export function shifted(weights: Weights, by: number): Weights {
  return { ...weights, first: weights.first.map((first) => first - by) };
}
