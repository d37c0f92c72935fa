import { fours, type Kernels } from "./kernels.js";

/** How many values are compared before looking whether an item is too far away. */
const BLOCK = 256;

/** For where WebAssembly isn't available. Sums are added in the order of wasm/kernels.c, so the bits are the same. */
export function kernelsInJavaScript(items: Float32Array, count: number): Kernels {
  const size = items.length / count;
  return {
    distances(x, margin) {
      const distances = new Float64Array(count);
      let nearest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < count; i++) {
        const distance = squaredDistance(items, i * size, x, nearest + margin);
        distances[i] = distance;
        if (distance < nearest) nearest = distance;
      }
      return distances.map((distance) => (distance > nearest + margin ? Number.POSITIVE_INFINITY : distance));
    },
    sum(weights) {
      const sums = new Float64Array(size);
      for (const {
        items: four,
        weights: [wa, wb, wc, wd],
      } of fours(weights)) {
        const [a, b, c, d] = four.map((item) => item * size) as [number, number, number, number];
        for (let j = 0; j < size; j++) {
          sums[j]! += wa * items[a + j]! + wb * items[b + j]! + (wc * items[c + j]! + wd * items[d + j]!);
        }
      }
      return sums;
    },
  };
}

/** The squared distance, or `Infinity` as soon as it is certain to be more than `limit`. */
function squaredDistance(items: Float32Array, start: number, x: Float64Array, limit: number): number {
  let sum = 0;
  for (let from = 0; from < x.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, x.length);
    // Eight sums at a time: a single one would wait for each addition.
    let [s0, s1, s2, s3, s4, s5, s6, s7, rest] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    let j = from;
    for (let at = start + j; j + 7 < to; j += 8, at += 8) {
      s0 += (x[j]! - items[at]!) ** 2;
      s1 += (x[j + 1]! - items[at + 1]!) ** 2;
      s2 += (x[j + 2]! - items[at + 2]!) ** 2;
      s3 += (x[j + 3]! - items[at + 3]!) ** 2;
      s4 += (x[j + 4]! - items[at + 4]!) ** 2;
      s5 += (x[j + 5]! - items[at + 5]!) ** 2;
      s6 += (x[j + 6]! - items[at + 6]!) ** 2;
      s7 += (x[j + 7]! - items[at + 7]!) ** 2;
    }
    for (; j < to; j++) rest += (x[j]! - items[start + j]!) ** 2;
    sum += s0 + s2 + (s4 + s6) + (s1 + s3 + (s5 + s7)) + rest;
    if (sum > limit) return Number.POSITIVE_INFINITY;
  }
  return sum;
}
