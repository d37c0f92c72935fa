import type { Random } from "@alt2img/core";

/**
 * k-means: centres such that vectors are near their nearest one. Starts from k-means++ and ends when no vector changes its centre, or
 * after `rounds`.
 *
 * @param vectors `[n, dimension]`, row-major
 * @param k at most n
 * @returns `[k, dimension]`
 * @see Lloyd 1982, https://doi.org/10.1109/TIT.1982.1056489; Arthur and Vassilvitskii 2007, "k-means++"
 */
export function kMeans(
  vectors: Float32Array,
  dimension: number,
  k: number,
  rounds: number,
  random: Random,
): Float32Array {
  const n = vectors.length / dimension;
  const centres = spreadOut(vectors, dimension, k, random);
  const assigned = new Int32Array(n).fill(-1);
  for (let round = 0; round < rounds; round++) {
    let changes = 0;
    const sums = new Float64Array(k * dimension);
    const counts = new Int32Array(k);
    for (let i = 0; i < n; i++) {
      const centre = nearestCentre(vectors, i * dimension, centres, dimension);
      if (assigned[i] !== centre) changes++;
      assigned[i] = centre;
      counts[centre]!++;
      for (let d = 0; d < dimension; d++) sums[centre * dimension + d]! += vectors[i * dimension + d]!;
    }
    if (changes === 0) break;
    // A centre that no vector is near stays where it is.
    for (let c = 0; c < k; c++) {
      if (counts[c] === 0) continue;
      for (let d = 0; d < dimension; d++) centres[c * dimension + d] = sums[c * dimension + d]! / counts[c]!;
    }
  }
  return centres;
}

/** The number of the centre nearest to the vector that starts at `at`. */
export function nearestCentre(vectors: Float32Array, at: number, centres: Float32Array, dimension: number): number {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY];
  for (let centre = 0, start = 0; start < centres.length; centre++, start += dimension) {
    const distance = squaredDistance(vectors, at, centres, start, dimension);
    if (distance < least) [nearest, least] = [centre, distance];
  }
  return nearest;
}

/** Each next centre is a vector, the likelier the farther it is from those before. */
function spreadOut(vectors: Float32Array, dimension: number, k: number, random: Random): Float32Array {
  const n = vectors.length / dimension;
  const centres = new Float32Array(k * dimension);
  const distances = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let chosen = Math.floor(random.uniform() * n);
  for (let c = 0; c < k; c++) {
    centres.set(vectors.subarray(chosen * dimension, (chosen + 1) * dimension), c * dimension);
    let total = 0;
    for (let i = 0; i < n; i++) {
      const distance = squaredDistance(vectors, i * dimension, centres, c * dimension, dimension);
      if (distance < distances[i]!) distances[i] = distance;
      total += distances[i]!;
    }
    let left = random.uniform() * total;
    chosen = 0;
    while (chosen < n - 1 && left >= distances[chosen]!) left -= distances[chosen++]!;
  }
  return centres;
}

function squaredDistance(a: Float32Array, aAt: number, b: Float32Array, bAt: number, dimension: number): number {
  let sum = 0;
  for (let d = 0; d < dimension; d++) {
    const difference = a[aAt + d]! - b[bAt + d]!;
    sum += difference * difference;
  }
  return sum;
}
