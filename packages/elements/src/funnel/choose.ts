/**
 * The pairs with the highest ranks, the highest first.
 *
 * @param rankOf `NaN` for a pair that isn't wanted
 * @param count how many at most
 */
export function highest(length: number, rankOf: (pair: number) => number, count: number): number[] {
  const best: { pair: number; rank: number }[] = [];
  for (let pair = 0; pair < length; pair++) {
    const rank = rankOf(pair);
    if (Number.isNaN(rank) || (best.length === count && !(rank > best.at(-1)!.rank))) continue;
    const at = best.findIndex((each) => rank > each.rank);
    best.splice(at === -1 ? best.length : at, 0, { pair, rank });
    best.length = Math.min(best.length, count);
  }
  return best.map(({ pair }) => pair);
}

/** A number that looks random, always the same for a pair and a seed: from 0 to 2³² − 1. */
export function shuffled(pair: number, seed: number): number {
  let x = (pair + 1) * 0x9e3779b1 + seed * 0x85ebca6b;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
