// In float32.
const FOUR_OVER_PI = 1.2732394933700562;
const TWO_PI = 6.2831854820251465;
/** The bits of 1 and of √½. */
const ONE = 0x3f800000;
const SQRT_HALF = 0x3f3504f3;

const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
];
const SIN = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1];
const COS = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2];
/** ln 2 and π/4 in parts, of which the first have few bits. */
const [LN2, LN2_LOW] = [0.693359375, -2.1219444e-4];
const QUARTER_PI = [0.78515625, 2.4187564849853516e-4, 3.774894977445941e-8];

/** One number of each of the eight pairs of a block. */
type Lanes = Float32Array<ArrayBuffer>;
const lanes = (value: number): Lanes => new Float32Array(8).fill(value);

/**
 * Turns uniform into normal numbers as PyTorch does on x86 processors with AVX2 or AVX-512, to the last bit:
 * Box–Muller on the pairs (0, 8), (1, 9) … (7, 15) of 16 numbers.
 *
 * Logarithm, sine and cosine are the float32 polynomials of Cephes (S. Moshier's `logf`, `sinf` and `cosf`) as in
 * `avx_mathfun.h` (J. Pommier, G. Garberoglio). PyTorch's compiler fuses products with sums there, and so do we.
 * As there, each step is taken for all pairs before the next one: one pair alone would wait for every result.
 *
 * @param data multiples of 2⁻²⁴ in [0, 1); those from `start` to `start + 16` are replaced
 * @see PyTorch 2.13, aten/src/ATen/native/cpu/DistributionTemplates.h, `NormalFill16<float>`
 */
export function fillNormal16Float32(data: Float32Array, start: number): void {
  fill ??= createFill();
  fill(data, start);
}

type Fill = typeof fillNormal16Float32;
/** Engines compile its parts for these arrays, and would do so again for others. */
let fill: Fill | undefined;

function createFill(): Fill {
  const fma = createFma();
  const [takeLogs, takeSines] = [createLog(fma), createSine(fma)];
  const [logs, angles, octants, near] = [lanes(0), lanes(0), lanes(0), new Float32Array(16)];
  return (data, start) => {
    for (let i = 0; i < 8; i++) {
      logs[i] = 2 ** 24 - 2 ** 24 * data[start + i]!;
      const angle = Math.fround(TWO_PI * data[start + i + 8]!);
      angles[i] = angle;
      octants[i] = (Math.fround(angle * FOUR_OVER_PI) + 1) & ~1; // rounded to the nearest even one: 0, 2, 4, 6 or 8
    }
    takeLogs(logs);
    takeSines(near, angles, octants);
    for (let i = 0; i < 8; i++) {
      const radius = Math.fround(Math.sqrt(-2 * logs[i]!));
      const octant = octants[i]! | 0;
      // Indices and factors in place of branches, which a processor can't predict here.
      const turn = 4 * (octant & 2);
      const cos = near[8 - turn + i]! * (1 - (((octant + 2) & 4) >> 1));
      const sin = near[turn + i]! * (1 - ((octant & 4) >> 1));
      data[start + i] = radius * cos + 0; // never -0
      data[start + i + 8] = radius * sin + 0;
    }
  };
}

type Fma = (target: Lanes, a: Lanes, b: Lanes, c: Lanes) => void;

/** Replaces integers n in [1, 2²⁴] by ln(n / 2²⁴). */
function createLog(fma: Fma): (numbers: Lanes) => void {
  const coefficients = LOG.map(lanes);
  const [ln2, minusHalf] = [lanes(LN2), lanes(-0.5)];
  const ln2Low = Math.fround(LN2_LOW);
  const [exponents, x, z, y, low] = [lanes(0), lanes(0), lanes(0), lanes(0), lanes(0)];
  const bits = new Int32Array(x.buffer);
  return (numbers) => {
    for (let i = 0; i < 8; i++) x[i] = numbers[i]!;
    for (let i = 0; i < 8; i++) {
      // n = x · 2ᵏ with x in [√½, √2).
      const above = bits[i]! + ONE - SQRT_HALF;
      exponents[i] = (above >> 23) - 127 - 24;
      bits[i] = (above & 0x7fffff) + SQRT_HALF;
    }
    for (let i = 0; i < 8; i++) {
      x[i] = x[i]! - 1;
      z[i] = x[i]! * x[i]!;
      low[i] = exponents[i]! * ln2Low;
    }
    polynomial(fma, y, x, coefficients);
    for (let i = 0; i < 8; i++) y[i] = y[i]! * x[i]!;
    fma(y, y, z, low);
    fma(y, z, minusHalf, y);
    for (let i = 0; i < 8; i++) y[i] = x[i]! + y[i]!;
    fma(numbers, exponents, ln2, y);
  };
}

/** The sines, then the cosines, of angles less octants · π/4, which must be within ± π/4. The angles are changed. */
function createSine(fma: Fma): (target: Float32Array, angles: Lanes, octants: Lanes) => void {
  const parts = QUARTER_PI.map((part) => lanes(-part));
  const [sine, cosine] = [SIN.map(lanes), COS.map(lanes)];
  const [z, minusHalf, sin, cos] = [lanes(0), lanes(0), lanes(0), lanes(0)];
  return (target, x, octants) => {
    for (let k = 0; k < 3; k++) fma(x, octants, parts[k]!, x);
    for (let i = 0; i < 8; i++) {
      z[i] = x[i]! * x[i]!;
      minusHalf[i] = -0.5 * z[i]!;
    }
    polynomial(fma, sin, z, sine);
    polynomial(fma, cos, z, cosine);
    for (let i = 0; i < 8; i++) {
      sin[i] = sin[i]! * z[i]!;
      cos[i] = cos[i]! * z[i]!;
    }
    fma(sin, sin, x, x);
    fma(cos, cos, z, minusHalf);
    for (let i = 0; i < 8; i++) {
      target[i] = sin[i]!;
      target[i + 8] = cos[i]! + 1;
    }
  };
}

/** By Horner's scheme: the coefficient of the highest power comes first. */
function polynomial(fma: Fma, target: Lanes, x: Lanes, coefficients: readonly Lanes[]): void {
  fma(target, coefficients[0]!, x, coefficients[1]!);
  for (let k = 2; k < coefficients.length; k++) fma(target, target, x, coefficients[k]!);
}

/** a · b + c in each lane, rounded once to float32. */
function createFma(): Fma {
  const sums = new Float64Array(8);
  const words = new Uint32Array(sums.buffer);
  return (target, a, b, c) => {
    for (let i = 0; i < 8; i++) {
      const sum = a[i]! * b[i]! + c[i]!; // the product is exact: 48 bits
      sums[i] = sum;
      // Of the 52 bits, float32 has the first 23. If the rest looks like one half, what the sum's own rounding has lost decides.
      const isHalf = (words[2 * i]! & 0x1fffffff) === 0x10000000;
      target[i] = isHalf ? roundedOnce(a[i]! * b[i]!, c[i]!) : sum;
    }
  };
}

/** The float32 nearest to product + c, if their sum in float64 is halfway between two. */
function roundedOnce(product: number, c: number): number {
  const sum = product + c;
  const rounded = Math.fround(sum);
  const opposite = 2 * sum - rounded;
  const added = sum - product;
  const lost = product - (sum - added) + (c - added);
  if (lost === 0) return rounded;
  return lost > 0 === opposite > rounded ? opposite : rounded;
}
