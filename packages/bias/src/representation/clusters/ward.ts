/**
 * Ward's hierarchical clustering, cut into `k` clusters: it merges, again and again, the two clusters whose merger adds the least to the
 * squared distances from their means. It draws nothing at random.
 *
 * Time and memory are quadratic in the number of vectors: 2,000 take 16 MB.
 *
 * @param vectors all of one length
 * @param k from 1 to the number of vectors
 * @returns for each vector, the number of its cluster: the first vector's is 0, that of the first one outside it 1, and so on
 * @see Ward 1963, https://doi.org/10.1080/01621459.1963.10500845; Murtagh 1983 on chains of nearest neighbours
 */
export function wardClusters(vectors: readonly ArrayLike<number>[], k: number): number[] {
  const merges = mergeAll(vectors);
  // The chain finds mergers in another order than that of their cost.
  const cheapest = merges.sort((a, b) => a.cost - b.cost).slice(0, vectors.length - k);
  const parent = vectors.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (const { first, second } of cheapest) parent[root(first)] = root(second);
  const numbers = new Map<number, number>();
  return vectors.map((_, i) => {
    const cluster = root(i);
    if (!numbers.has(cluster)) numbers.set(cluster, numbers.size);
    return numbers.get(cluster)!;
  });
}

/** A vector of each of two clusters, and what their merger adds. */
type Merge = { readonly first: number; readonly second: number; readonly cost: number };

function mergeAll(vectors: readonly ArrayLike<number>[]): Merge[] {
  const n = vectors.length;
  const distances = new Float64Array((n * (n - 1)) / 2);
  const at = (i: number, j: number): number => (i < j ? (j * (j - 1)) / 2 + i : (i * (i - 1)) / 2 + j);
  for (let j = 1; j < n; j++)
    for (let i = 0; i < j; i++) distances[at(i, j)] = squaredDistance(vectors[i]!, vectors[j]!);
  // A cluster is known by one of its vectors; its size is 0 once it is merged into another.
  const sizes = new Float64Array(n).fill(1);
  const merges: Merge[] = [];
  const chain: number[] = [];
  while (merges.length < n - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    const last = chain.at(-1)!;
    const before = chain.at(-2);
    let nearest = before ?? -1;
    let least = before === undefined ? Number.POSITIVE_INFINITY : distances[at(last, before)]!;
    for (let other = 0; other < n; other++) {
      if (other === last || sizes[other] === 0) continue;
      const distance = distances[at(last, other)]!;
      if (distance < least) [least, nearest] = [distance, other];
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    merges.push({ first: last, second: nearest, cost: least });
    const [a, b] = [sizes[last]!, sizes[nearest]!];
    for (let other = 0; other < n; other++) {
      const c = sizes[other]!;
      if (c === 0 || other === last || other === nearest) continue;
      distances[at(nearest, other)] =
        ((a + c) * distances[at(last, other)]! + (b + c) * distances[at(nearest, other)]! - c * least) / (a + b + c);
    }
    sizes[nearest] = a + b;
    sizes[last] = 0;
  }
  return merges;
}

export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}
