/** A share with its confidence interval: numbers from 0 to 1. */
export type ShareInterval = { share: number; low: number; high: number };

export type WilsonOptions = {
  /** The standard normal quantile of half the interval's complement. Default 1.95996…, for 95 per cent. */
  z?: number;
};

/**
 * The share `count / total` with Wilson's score interval, which holds for small groups and rare losses too.
 *
 * @param count from 0 to `total`
 * @param total 0 or more; nothing is known about a share of nothing: `{ share: NaN, low: 0, high: 1 }`
 * @see Wilson 1927, https://doi.org/10.2307/2276774
 */
export function wilsonInterval(
  count: number,
  total: number,
  { z = 1.959963984540054 }: WilsonOptions = {},
): ShareInterval {
  if (total === 0) return { share: Number.NaN, low: 0, high: 1 };
  const share = count / total;
  const z2 = z * z;
  const center = (count + z2 / 2) / (total + z2);
  const half = (z / (total + z2)) * Math.sqrt((count * (total - count)) / total + z2 / 4);
  return {
    share,
    low: count === 0 ? 0 : center - half,
    high: count === total ? 1 : center + half,
  };
}
