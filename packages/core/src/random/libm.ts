/**
 * Logarithm, sine and cosine in float64 as PyTorch gets them from glibc on x86-64 processors with FMA, to the last bit.
 * Those are within 0.55 units of the last place but not correctly rounded: to have the same bits takes the same
 * operations. The engines' own functions differ in 3 to 7 % of the numbers.
 */

import { RECIPROCAL_OFFSETS } from "./log-table.js";

const SPLITTER: number = 2 ** 27 + 1;

/** a · b + c, rounded once, for numbers far from overflow and underflow. */
function fma(a: number, b: number, c: number): number {
  const product = a * b;
  const a1 = a * SPLITTER - (a * SPLITTER - a);
  const b1 = b * SPLITTER - (b * SPLITTER - b);
  const a2 = a - a1;
  const b2 = b - b1;
  const productLost = a2 * b2 - (product - a1 * b1 - a2 * b1 - a1 * b2); // Dekker 1971
  const sum = product + c;
  const added = sum - product;
  const sumLost = product - (sum - added) + (c - added); // Knuth's two-sum
  return sum + (productLost + sumLost);
}

const LN2_HIGH = 0.6931471805598903;
const LN2_LOW = 5.497923018708371e-14;

type LogTable = { reciprocals: Float64Array; logs: Float64Array };
let logTable: LogTable | undefined;

/** 1/c and ln c for 128 numbers c from 0.69 to 1.37, such that ln c is all but exactly a multiple of 2⁻⁴³. */
function makeLogTable(): LogTable {
  const reciprocals = Float64Array.from(RECIPROCAL_OFFSETS, (offset, i) => {
    const middle = i < 80 ? (2 * i + 353) / 512 : (2 * i + 97) / 256;
    return 1 / middle + offset / 2 ** 53;
  });
  const logs = reciprocals.map((reciprocal) => Math.round(-Math.log(reciprocal) * 2 ** 43) / 2 ** 43);
  return { reciprocals, logs };
}

/**
 * ln x for x in [2⁻⁵³, 1].
 *
 * @see Arm Optimized Routines, math/log.c, which glibc has used since 2.28
 */
export function log(x: number): number {
  if (x >= 0.9375) return logNearOne(x);
  logTable ??= makeLogTable();
  let k = 0;
  let z = x;
  for (; z < 0.6875; k--) z *= 2; // [0.6875, 1.375)
  const i = z < 1 ? Math.floor(z * 256 - 176) : Math.floor(z * 128 - 48);
  const r = fma(z, logTable.reciprocals[i]!, -1);
  const w = k * LN2_HIGH + logTable.logs[i]!; // exact
  const high = w + r;
  const low = fma(k, LN2_LOW, w - high + r);
  const r2 = r * r;
  const y = fma(
    r2,
    fma(r, -0.16667054827627667, 0.20000304511814496),
    fma(r, -0.2499999999622955, 0.33333333331825593),
  );
  return fma(r * r2, y, fma(r2, -0.5000000000000001, low)) + high;
}

function logNearOne(x: number): number {
  const r = x - 1;
  const r2 = r * r;
  const r3 = r * r2;
  let y = fma(r, -0.10000486757818193, 0.11110712032936046);
  y = fma(r3, -0.08328363062289341, fma(r2, 0.09181994006195467, y));
  y = fma(r3, y, fma(r2, -0.12499997863982555, fma(r, 0.14285715076560868, -0.16666666669929706)));
  y = fma(r3, y, fma(r2, 0.19999999999320328, fma(r, -0.24999999999998432, 0.3333333333333352)));
  // r - r²/2, with r² from two halves of r.
  const r1 = r + r * 2 ** 27 - r * 2 ** 27;
  const w = -0.5 * r1 * r1;
  const high = r + w;
  const low = fma(-0.5 * (r - r1), r1 + r, r - high + w);
  return fma(r3, y, low) + high;
}

const LN2_HIGH_32 = 0.6931471803691238;
const LN2_LOW_32 = 1.9082149292705877e-10;

/**
 * ln(1 + x) for x in (-1, 0].
 *
 * @see fdlibm (Sun Microsystems 1993), s_log1p.c; glibc adds the terms of its polynomial in another order
 */
export function log1p(x: number): number {
  if (x > -(2 ** -29)) return x > -(2 ** -54) ? x : fma(x * x, -0.5, x);
  let k = 0;
  let f = x;
  let correction = 0;
  if (x <= -0.2928934097290039) {
    let u = 1 + x;
    correction = (x - (u - 1)) / u;
    for (; u < 0.7071065902709961; k--) u *= 2;
    f = u - 1;
  }
  const halfSquare = 0.5 * f * f;
  const low = fma(k, LN2_LOW_32, correction);
  if (k !== 0 && f >= -3 * 2 ** -21 && f < 2 ** -20) {
    return fma(k, LN2_HIGH_32, -(halfSquare * fma(-0.6666666666666666, f, 1) - low - f));
  }
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const z4 = z2 * z2;
  let r = fma(z, 0.6666666666666735, z2 * fma(z, 0.2857142874366239, 0.3999999999940942));
  r = fma(z4, fma(z, 0.1818357216161805, 0.22222198432149784), r);
  r = fma(z2 * z4, fma(z, 0.14798198605106586, 0.15313837699209373), r);
  const product = s * (halfSquare + r);
  if (k === 0) return f - (halfSquare - product);
  return fma(k, LN2_HIGH_32, -(halfSquare - (product + low) - f));
}

let angleTable: Float64Array | undefined;

/** Four numbers for each k/128: the sine in two parts, the cosine in two parts. Taylor's series in 160 bits. */
function makeAngleTable(): Float64Array {
  const one = 2 ** 160;
  const table = new Float64Array(4 * 112);
  for (let k = 0; k < 112; k++) {
    let [sine, cosine] = [0n, 0n];
    let term = BigInt(one);
    for (let n = 0; term !== 0n; n++) {
      const signed = n % 4 < 2 ? term : -term;
      if (n % 2 === 0) cosine += signed;
      else sine += signed;
      term = (term * BigInt(k)) / BigInt(128 * (n + 1));
    }
    for (const [i, value] of [sine, cosine].entries()) {
      const high = Number(value);
      table.set([high / one, Number(value - BigInt(high)) / one], 4 * k + 2 * i);
    }
  }
  return table;
}

const HALF_PI = 1.5707963267948966;
const HALF_PI_LOW = 6.123233995736766e-17;

/**
 * sin x for x in [0, 2π].
 *
 * @see glibc, sysdeps/ieee754/dbl-64/s_sin.c (IBM Accurate Mathematical Library)
 */
export function sin(x: number): number {
  if (x < 2 ** -26) return x;
  if (x < 0.85546875) return sinNear(x, 0);
  if (x < 2.4262638092041016) return cosNear(HALF_PI - x, HALF_PI_LOW);
  return ofQuadrant(x, 0);
}

/** cos x for x in [0, 2π]; for the source, see `sin`. */
export function cos(x: number): number {
  if (x < 2 ** -27) return 1;
  if (x < 0.85546875) return cosNear(x, 0);
  if (x < 2.4262638092041016) {
    const y = HALF_PI - x;
    const high = y + HALF_PI_LOW;
    return sinNear(high, y - high + HALF_PI_LOW);
  }
  return ofQuadrant(x, 1);
}

/** sin(x + turn · π/2): x less a multiple of π/2, which has four parts. */
function ofQuadrant(x: number, turn: 0 | 1): number {
  const n = Math.round(x * 0.6366197723675814);
  const y = fma(-n, -1.3909067564377153e-8, fma(-n, 1.5707963407039642, x));
  const y3 = fma(-n, -4.97899623147991e-17, y);
  const y4 = fma(-n, -1.9034889620193266e-25, y3);
  const low = fma(-n, -4.97899623147991e-17, y - y3) + fma(-n, -1.9034889620193266e-25, y3 - y4);
  const value = (n + turn) % 2 === 0 ? sinNear(y4, low) : cosNear(y4, low);
  return (n + turn) & 2 ? -value : value;
}

/** sin(x + low) for |x| < 0.86. */
function sinNear(x: number, low: number): number {
  if (Math.abs(x) < 0.126) {
    const xx = x * x;
    let y = fma(-2.5022014848318398e-8, xx, 2.755729806860771e-6);
    y = fma(fma(y, xx, -0.00019841269834414642), xx, 0.008333333333332329);
    y = fma(y, xx, -0.16666666666666666);
    return x + fma(fma(y, x, -0.5 * low), xx, low);
  }
  const sign = x > 0 ? 1 : -1;
  const { offset, sinHigh, sinLow, cosHigh, cosLow } = nearest(sign * x);
  const dx = sign * low;
  const xx = offset * offset;
  const s = offset + fma(offset * xx, sinTail(xx), dx);
  const c = fma(offset, dx, xx * cosTail(xx));
  return sign * (sinHigh + fma(cosHigh, s, fma(-sinHigh, c, fma(s, cosLow, sinLow))));
}

/** cos(x + low) for |x| < 0.86. */
function cosNear(x: number, low: number): number {
  const { offset, sinHigh, sinLow, cosHigh, cosLow } = nearest(Math.abs(x));
  const y = offset + (x < 0 ? -low : low);
  const yy = y * y;
  const s = fma(y * yy, sinTail(yy), y);
  const c = yy * cosTail(yy);
  return cosHigh + fma(-sinHigh, s, fma(-cosHigh, c, fma(-s, sinLow, cosLow)));
}

type Near = { offset: number; sinHigh: number; sinLow: number; cosHigh: number; cosLow: number };

/** The nearest k/128 to x ≥ 0 (the even k, if two are as near), its sine and cosine, and what x has more. */
function nearest(x: number): Near {
  angleTable ??= makeAngleTable();
  const near = x + 1.5 * 2 ** 45 - 1.5 * 2 ** 45;
  const [sinHigh, sinLow, cosHigh, cosLow] = angleTable.subarray(512 * near, 512 * near + 4) as unknown as number[];
  return { offset: x - near, sinHigh: sinHigh!, sinLow: sinLow!, cosHigh: cosHigh!, cosLow: cosLow! };
}

/** (sin x - x) / x³ and (1 - cos x) / x², for xx = x² < 2⁻¹⁶. */
const sinTail = (xx: number): number => fma(xx, 0.008333332142857223, -0.16666666666666488);
const cosTail = (xx: number): number => fma(xx, fma(xx, 0.001388888740079376, -0.04166666666666644), 0.5);
