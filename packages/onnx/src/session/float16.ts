/**
 * Half precision (IEEE 754 binary16) as bits in a `Uint16Array`, to and from `Float32Array`. `Float16Array` is only in
 * the newest engines (Node 24, Chrome 135); @petamoriken/float16 fills the gap with a proxy and views, which a model
 * doesn't need.
 */

const bits = new Uint32Array(1);
const number = new Float32Array(bits.buffer);

/** Rounds to nearest, ties to even; becomes infinite beyond 65504, as in the platform's `Float16Array`. */
export function toFloat16(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    number[0] = values[i]!;
    halves[i] = toHalf(bits[0]!);
  }
  return halves;
}

function toHalf(single: number): number {
  const sign = (single >>> 16) & 0x8000;
  const magnitude = single & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // NaN
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // from 65520 on: infinity
  // Normal: the exponent's bias goes from 127 to 15, 13 bits of the fraction go.
  if (magnitude >= 0x38800000)
    return sign | (((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13) & 0x7fff);
  if (magnitude <= 0x33000000) return sign; // up to half of the smallest: zero
  // Subnormal: in units of 2^-24.
  const shift = 126 - (magnitude >>> 23);
  const fraction = (magnitude & 0x7fffff) | 0x800000;
  const kept = fraction >>> shift;
  const rest = fraction & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return sign | (rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept);
}

/** Exact: every half is a single. */
export function fromFloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(halves.length);
  const into = new Uint32Array(values.buffer);
  for (let i = 0; i < halves.length; i++) into[i] = toSingle(halves[i]!);
  return values;
}

function toSingle(half: number): number {
  const sign = (half & 0x8000) << 16;
  const magnitude = half & 0x7fff;
  if (magnitude >= 0x7c00) return sign | 0x7f800000 | ((magnitude & 0x3ff) << 13);
  if (magnitude >= 0x400) return sign | ((magnitude << 13) + 0x38000000);
  if (magnitude === 0) return sign;
  const shift = Math.clz32(magnitude) - 21; // brings the first bit to the place of 2^10
  return sign | ((113 - shift) << 23) | (((magnitude << shift) & 0x3ff) << 13);
}
