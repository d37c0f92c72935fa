/** What takes time in `optimalDenoiser`: the loops over all values of a set of items. */
export type Kernels = {
  /** Squared distances from `x` to all items; `Infinity` for those farther than the nearest one by more than `margin`. */
  distances(x: Float64Array, margin: number): Float64Array;
  /** The weighted sum of the items; those with weight 0 aren't read. */
  sum(weights: Float64Array): Float64Array;
};

/** Four items at a time, so that the sums are read and written a quarter as often; the last ones with weight 0. */
export function* fours(weights: Float64Array): Generator<{ items: Four; weights: Four }, void, undefined> {
  const used = [...weights.keys()].filter((i) => weights[i]! > 0);
  for (let u = 0; u < used.length; u += 4) {
    const [a = 0, b, c, d] = used.slice(u, u + 4);
    const weight = (i: number | undefined): number => (i === undefined ? 0 : weights[i]!);
    yield { items: [a, b ?? a, c ?? a, d ?? a], weights: [weight(a), weight(b), weight(c), weight(d)] };
  }
}

type Four = readonly [number, number, number, number];
