/**
 * Φ, the distribution function of the standard normal distribution. Absolute error below 1e-15.
 *
 * @see Marsaglia 2004, "Evaluating the Normal Distribution", Journal of Statistical Software 11(4)
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) > 8.3) return x > 0 ? 1 : 0;
  let [sum, term] = [x, x];
  for (let i = 3; ; i += 2) {
    term *= (x * x) / i;
    const next = sum + term;
    if (next === sum) break;
    sum = next;
  }
  return Math.min(Math.max(0.5 + sum * Math.exp(-0.5 * x * x - 0.9189385332046728), 0), 1);
}

/**
 * Φ⁻¹, the quantile function of the standard normal distribution: Acklam's rational approximation, of relative error
 * 1.15e-9, and one step of Halley's method where Φ is exact enough for it: for p from 1e-6 to 1 - 1e-6, the error is below 1e-10.
 *
 * @param p between 0 and 1; for 0 and 1, minus and plus infinity
 */
export function normalQuantile(p: number): number {
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (!(p > 0 && p < 1)) return Number.NaN;
  if (p > 0.5) return -normalQuantile(1 - p);
  const x = approximateQuantile(p);
  if (p < 1e-6) return x;
  const error = (normalCdf(x) - p) * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2);
  return x - error / (1 + (x * error) / 2);
}

const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

/** @param p at most ½ */
function approximateQuantile(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(q, TAIL) / polynomial(q, TAIL_BELOW);
  }
  const q = p - 0.5;
  return (polynomial(q * q, CENTER) * q) / polynomial(q * q, CENTER_BELOW);
}

const CENTER = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const CENTER_BELOW = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const TAIL = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
