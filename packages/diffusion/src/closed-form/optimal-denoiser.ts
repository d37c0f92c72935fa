import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import type { Level } from "../schedule/schedule.js";
import { batchSize, itemsOf } from "./batch.js";
import { doubleVariance, inCleanScale } from "./clean-scale.js";

/** A denoiser that says which training items its answer is made of. */
export type OptimalDenoiser = Denoiser & {
  /** The share of each training item in the denoised sample. Dims `[batch, items]`; each row adds up to 1. */
  weights(x: Tensor, level: Level): Tensor;
};

/** Items with less than e⁻⁴⁰ times the weight of the nearest one count as 0: not even a million of them show in a float32. */
const CUT = 40;
/** How many values are compared before looking whether an item is too far away. */
const BLOCK = 256;

/**
 * The exact minimiser of a diffusion model's training loss over a finite set of images, or of points of any dimension: the mean
 * of the set, weighted by how likely each item is behind the noisy sample. No network can denoise this set better. A sampler
 * with it ends on items of the set, so it shows what a model does that learns its data perfectly: it memorises.
 *
 * A call takes time in proportion to the set: its values are read about twice if there is much noise, and less if there is
 * little, since it stops comparing items that are too far away.
 *
 * @param items dims `[items, …]`, in the range of clean samples, mostly −1 to 1; kept, not copied
 * @returns takes samples with the dims of an item, or a batch of them
 * @throws Alt2imgError `diffusion/data` for an empty set; the denoiser throws `diffusion/dims`
 * @see Karras et al. 2022, appendix B.3, equation 57, https://arxiv.org/abs/2206.00364
 */
export function optimalDenoiser(items: Tensor): OptimalDenoiser {
  const { item, count } = itemsOf(items);
  const size = items.data.length / count;

  const weightsOf = (x: Float64Array, spread: number, start: number): Float64Array => {
    const distances = squaredDistances(items.data, count, x.subarray(start, start + size), CUT * spread);
    return softmax(distances, spread);
  };

  const denoise: Denoiser = async (x, level, signal) => {
    const batch = batchSize(x, item);
    const [clean, spread] = [inCleanScale(x, level), doubleVariance(level)];
    const denoised = new Float32Array(x.data.length);
    for (let b = 0; b < batch; b++) {
      signal?.throwIfAborted();
      denoised.set(mean(items.data, weightsOf(clean, spread, b * size), size), b * size);
    }
    return { dims: x.dims, data: denoised };
  };

  return Object.assign(denoise, {
    weights(x: Tensor, level: Level): Tensor {
      const batch = batchSize(x, item);
      const [clean, spread] = [inCleanScale(x, level), doubleVariance(level)];
      const data = new Float32Array(batch * count);
      for (let b = 0; b < batch; b++) data.set(weightsOf(clean, spread, b * size), b * count);
      return { dims: [batch, count], data };
    },
  });
}

/** Squared distances from `x` to all items; `Infinity` for those farther than the nearest one by more than `margin`. */
function squaredDistances(items: Float32Array, count: number, x: Float64Array, margin: number): Float64Array {
  const size = x.length;
  const distances = new Float64Array(count);
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const distance = squaredDistance(items, i * size, x, nearest + margin);
    distances[i] = distance;
    if (distance < nearest) nearest = distance;
  }
  for (let i = 0; i < count; i++) if (distances[i]! > nearest + margin) distances[i] = Number.POSITIVE_INFINITY;
  return distances;
}

/** The squared distance, or more than `limit` as soon as it is certain to be. */
function squaredDistance(items: Float32Array, start: number, x: Float64Array, limit: number): number {
  let sum = 0;
  for (let from = 0; from < x.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, x.length);
    // Four sums at a time: a single one would wait for each addition.
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let j = from;
    for (; j + 3 < to; j += 4) {
      const d0 = x[j]! - items[start + j]!;
      const d1 = x[j + 1]! - items[start + j + 1]!;
      const d2 = x[j + 2]! - items[start + j + 2]!;
      const d3 = x[j + 3]! - items[start + j + 3]!;
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; j < to; j++) s0 += (x[j]! - items[start + j]!) ** 2;
    sum += s0 + s1 + (s2 + s3);
    if (sum > limit) return Number.POSITIVE_INFINITY;
  }
  return sum;
}

/** `exp(−distance / spread)`, with a sum of 1. */
function softmax(distances: Float64Array, spread: number): Float64Array {
  const nearest = distances.reduce((least, distance) => Math.min(least, distance), Number.POSITIVE_INFINITY);
  // Without noise, only the nearest items count.
  const weights = distances.map((distance) => (distance === nearest ? 1 : Math.exp((nearest - distance) / spread)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The weighted sum of the items. Four at a time, so that the sums are read and written a quarter as often. */
function mean(items: Float32Array, weights: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(size);
  const used = [...weights.keys()].filter((i) => weights[i]! > 0);
  for (let u = 0; u < used.length; u += 4) {
    const [i0 = 0, i1 = i0, i2 = i0, i3 = i0] = used.slice(u, u + 4);
    const there = used.length - u;
    const [w0, w1, w2, w3] = [
      weights[i0]!,
      there > 1 ? weights[i1]! : 0,
      there > 2 ? weights[i2]! : 0,
      there > 3 ? weights[i3]! : 0,
    ];
    const [s0, s1, s2, s3] = [i0 * size, i1 * size, i2 * size, i3 * size];
    for (let j = 0; j < size; j++) {
      sums[j]! += w0 * items[s0 + j]! + w1 * items[s1 + j]! + (w2 * items[s2 + j]! + w3 * items[s3 + j]!);
    }
  }
  return sums;
}
