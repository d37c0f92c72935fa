/**
 * The discrete cosine transform of SciPy (`scipy.fftpack.dct`, type II, no norm) at length 32, with every bit equal.
 * A perceptual hash compares coefficients with their median, and in a regular picture many differ from it only in
 * rounding. So the order of operations and the twiddle factors are those of pocketfft, whose factors aren't always
 * the nearest double.
 *
 * @see https://github.com/mreineck/pocketfft (`T_dcst23`, `rfftp::radb2`, `rfftp::radb4`)
 */
const LENGTH = 32;

/** cos(2πk/128) for k = 1 … 31, as pocketfft computes it. */
const QUARTER_WAVE = [
  0.9987954562051724, 0.9951847266721969, 0.989176509964781, 0.9807852804032304, 0.970031253194544, 0.9569403357322088,
  0.9415440651830208, 0.9238795325112867, 0.9039892931234433, 0.881921264348355, 0.8577286100002721, 0.8314696123025452,
  0.8032075314806449, 0.773010453362737, 0.7409511253549591, 0.7071067811865475, 0.6715589548470183, 0.6343932841636455,
  0.5956993044924332, 0.5555702330196022, 0.5141027441932217, 0.47139673682599753, 0.42755509343028203,
  0.38268343236508967, 0.33688985339221994, 0.2902846772544623, 0.24298017990326393, 0.19509032201612825,
  0.14673047445536164, 0.09801714032956049, 0.04906767432741799,
];

/** cos and sin of 2πk/32 for k = 0 … 7, as pocketfft computes them. */
const COS = [
  1, 0.9807852804032304, 0.9238795325112867, 0.8314696123025452, 0.7071067811865475, 0.5555702330196022,
  0.3826834323650898, 0.19509032201612825,
];
const SIN = [
  0,
  0.19509032201612825,
  0.3826834323650898,
  0.5555702330196022,
  Math.SQRT1_2,
  0.8314696123025452,
  0.9238795325112867,
  0.9807852804032304,
];

/** Transforms 32 numbers in place. */
export function dct32(values: Float64Array): void {
  values[0]! *= 2;
  values[LENGTH - 1]! *= 2;
  for (let k = 1; k < LENGTH - 1; k += 2) {
    const next = values[k + 1]!;
    const here = values[k]!;
    values[k + 1] = next - here;
    values[k] = here + next;
  }
  // The inverse real FFT: 32 = 2 · 4 · 4.
  const other = new Float64Array(LENGTH);
  backward2(16, 1, values, other, 1);
  backward4(4, 2, other, values, 2);
  backward4(1, 8, values, other, 8);
  for (let k = 1, mirrored = LENGTH - 1; k < LENGTH / 2; k++, mirrored--) {
    const [near, far] = [QUARTER_WAVE[k - 1]!, QUARTER_WAVE[mirrored - 1]!];
    const sum = near * other[mirrored]! + far * other[k]!;
    const difference = near * other[k]! - far * other[mirrored]!;
    values[k] = 0.5 * (sum + difference);
    values[mirrored] = 0.5 * (sum - difference);
  }
  values[0] = other[0]!;
  values[LENGTH / 2] = other[LENGTH / 2]! * QUARTER_WAVE[LENGTH / 2 - 1]!;
}

/** `source` is [count][2][length], `target` [2][count][length]; twiddle factors are `step` apart. */
function backward2(length: number, count: number, source: Float64Array, target: Float64Array, step: number): void {
  const from = (i: number, part: number, k: number): number => source[i + length * (part + 2 * k)]!;
  const put = (i: number, k: number, part: number, value: number): void => {
    target[i + length * (k + count * part)] = value;
  };
  const last = length - 1;
  for (let k = 0; k < count; k++) {
    put(0, k, 0, from(0, 0, k) + from(last, 1, k));
    put(0, k, 1, from(0, 0, k) - from(last, 1, k));
    put(last, k, 0, 2 * from(last, 0, k));
    put(last, k, 1, -2 * from(0, 1, k));
    for (let i = 2; i < length; i += 2) {
      const [cos, sin] = [COS[(step * i) / 2]!, SIN[(step * i) / 2]!];
      put(i - 1, k, 0, from(i - 1, 0, k) + from(length - i - 1, 1, k));
      put(i, k, 0, from(i, 0, k) - from(length - i, 1, k));
      const real = from(i - 1, 0, k) - from(length - i - 1, 1, k);
      const imaginary = from(i, 0, k) + from(length - i, 1, k);
      put(i, k, 1, cos * imaginary + sin * real);
      put(i - 1, k, 1, cos * real - sin * imaginary);
    }
  }
}

/** `source` is [count][4][length], `target` [4][count][length]; twiddle factors are `step` apart. */
function backward4(length: number, count: number, source: Float64Array, target: Float64Array, step: number): void {
  const from = (i: number, part: number, k: number): number => source[i + length * (part + 4 * k)]!;
  const put = (i: number, k: number, part: number, value: number): void => {
    target[i + length * (k + count * part)] = value;
  };
  const last = length - 1;
  for (let k = 0; k < count; k++) {
    const sum = from(0, 0, k) + from(last, 3, k);
    const difference = from(0, 0, k) - from(last, 3, k);
    const twiceReal = 2 * from(last, 1, k);
    const twiceImaginary = 2 * from(0, 2, k);
    put(0, k, 0, sum + twiceReal);
    put(0, k, 2, sum - twiceReal);
    put(0, k, 3, difference + twiceImaginary);
    put(0, k, 1, difference - twiceImaginary);
    if (length === 1) continue;
    const imaginarySum = from(0, 3, k) + from(0, 1, k);
    const imaginaryDifference = from(0, 3, k) - from(0, 1, k);
    const realSum = from(last, 0, k) + from(last, 2, k);
    const realDifference = from(last, 0, k) - from(last, 2, k);
    put(last, k, 0, realSum + realSum);
    put(last, k, 1, Math.SQRT2 * (realDifference - imaginarySum));
    put(last, k, 2, imaginaryDifference + imaginaryDifference);
    put(last, k, 3, -Math.SQRT2 * (realDifference + imaginarySum));
    for (let i = 2; i < length; i += 2) {
      const back = length - i;
      const r2 = from(i - 1, 0, k) + from(back - 1, 3, k);
      const r1 = from(i - 1, 0, k) - from(back - 1, 3, k);
      const i1 = from(i, 0, k) + from(back, 3, k);
      const i2 = from(i, 0, k) - from(back, 3, k);
      const r4 = from(i, 2, k) + from(back, 1, k);
      const i3 = from(i, 2, k) - from(back, 1, k);
      const r3 = from(i - 1, 2, k) + from(back - 1, 1, k);
      const i4 = from(i - 1, 2, k) - from(back - 1, 1, k);
      put(i - 1, k, 0, r2 + r3);
      put(i, k, 0, i2 + i3);
      const turned = [
        [r1 - r4, i1 + i4],
        [r2 - r3, i2 - i3],
        [r1 + r4, i1 - i4],
      ] as const;
      for (const [part, [real, imaginary]] of turned.entries()) {
        const [cos, sin] = [COS[((part + 1) * step * i) / 2]!, SIN[((part + 1) * step * i) / 2]!];
        put(i, k, part + 1, cos * imaginary + sin * real);
        put(i - 1, k, part + 1, cos * real - sin * imaginary);
      }
    }
  }
}
