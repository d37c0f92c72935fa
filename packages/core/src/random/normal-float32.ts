// In float32.
const FOUR_OVER_PI = 1.2732394933700562;
const TWO_PI = 6.2831854820251465;
const SQRT_HALF = 0.7071067690849304;

/**
 * Turns uniform into normal numbers as PyTorch does on x86 processors with AVX2 or AVX-512, to the last bit:
 * Box–Muller on the pairs (0, 8), (1, 9) … (7, 15) of 16 numbers.
 *
 * Logarithm, sine and cosine are the float32 polynomials of Cephes (S. Moshier's `logf`, `sinf` and `cosf`) as in
 * `avx_mathfun.h` (J. Pommier, G. Garberoglio). PyTorch's compiler fuses products with sums there, and so do we.
 *
 * @param data multiples of 2⁻²⁴ in [0, 1); those from `start` to `start + 16` are replaced
 * @see PyTorch 2.13, aten/src/ATen/native/cpu/DistributionTemplates.h, `NormalFill16<float>`
 */
export function fillNormal16Float32(data: Float32Array, start: number): void {
  for (let i = start; i < start + 8; i++) {
    const radius = Math.fround(Math.sqrt(-2 * log(2 ** 24 - 2 ** 24 * data[i]!)));
    const theta = Math.fround(TWO_PI * data[i + 8]!);
    const octant = (Math.fround(theta * FOUR_OVER_PI) + 1) & ~1; // rounded to the nearest even one: 0, 2, 4, 6 or 8
    const offset = distance(theta, octant);
    const [sin, cos] = octant & 2 ? [nearCos(offset), nearSin(offset)] : [nearSin(offset), nearCos(offset)];
    data[i] = radius * ((octant + 2) & 4 ? -cos : cos) + 0; // never -0
    data[i + 8] = radius * (octant & 4 ? -sin : sin) + 0;
  }
}

/** ln(n / 2²⁴) for an integer n in [1, 2²⁴]. */
function log(n: number): number {
  let exponent = 32 - Math.clz32(n);
  let mantissa = n / 2 ** exponent; // in [½, 1)
  if (mantissa < SQRT_HALF) {
    exponent -= 1;
    mantissa *= 2;
  }
  const e = exponent - 24;
  const x = mantissa - 1;
  const z = Math.fround(x * x);
  let y = fma(Math.fround(7.0376836292e-2), x, Math.fround(-1.151461031e-1));
  y = fma(y, x, Math.fround(1.167699874e-1));
  y = fma(y, x, Math.fround(-1.2420140846e-1));
  y = fma(y, x, Math.fround(1.4249322787e-1));
  y = fma(y, x, Math.fround(-1.6668057665e-1));
  y = fma(y, x, Math.fround(2.0000714765e-1));
  y = fma(y, x, Math.fround(-2.4999993993e-1));
  y = fma(y, x, Math.fround(3.3333331174e-1));
  y = fma(Math.fround(y * x), z, Math.fround(e * Math.fround(-2.1219444e-4)));
  y = fma(z, -0.5, y);
  return fma(e, 0.693359375, Math.fround(x + y)); // ln 2 is 0.693359375 - 2.1219444e-4
}

/** theta - octant · π/4, with π/4 in three parts. */
function distance(theta: number, octant: number): number {
  const x = fma(octant, -0.78515625, theta);
  return fma(octant, Math.fround(-3.774894977445941e-8), fma(octant, Math.fround(-2.4187564849853516e-4), x));
}

/** sin x for |x| ≤ π/4. */
function nearSin(x: number): number {
  const z = Math.fround(x * x);
  let y = fma(Math.fround(-1.9515295891e-4), z, Math.fround(8.3321608736e-3));
  y = fma(y, z, Math.fround(-1.6666654611e-1));
  return fma(Math.fround(y * z), x, x);
}

/** cos x for |x| ≤ π/4. */
function nearCos(x: number): number {
  const z = Math.fround(x * x);
  let y = fma(Math.fround(2.443315711809948e-5), z, Math.fround(-1.388731625493765e-3));
  y = fma(y, z, Math.fround(4.166664568298827e-2));
  return Math.fround(fma(Math.fround(y * z), z, -0.5 * z) + 1);
}

/** a · b + c, rounded once to float32; all three are float32. */
function fma(a: number, b: number, c: number): number {
  const product = a * b; // exact: 48 bits
  const sum = product + c;
  const rounded = Math.fround(sum);
  const opposite = 2 * sum - rounded;
  if (opposite === rounded || Math.fround(opposite) !== opposite) return rounded;
  // The sum looks halfway between two float32: what its own rounding has lost decides.
  const added = sum - product;
  const lost = product - (sum - added) + (c - added);
  if (lost === 0) return rounded;
  return lost > 0 === opposite > rounded ? opposite : rounded;
}
