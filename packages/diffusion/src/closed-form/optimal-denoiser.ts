import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import type { Level } from "../schedule/schedule.js";
import { batchSize, itemsOf } from "./batch.js";
import { doubleVariance, inCleanScale } from "./clean-scale.js";
import { itemWeights } from "./item-weights.js";
import { kernelsFor } from "./kernels-for.js";

export type OptimalOptions = {
  /** How often each item comes in training, above 0. They needn't add up to 1. Equal if left out. */
  readonly weights?: readonly number[] | undefined;
};

/** A denoiser that says which training items its answer is made of. */
export type OptimalDenoiser = Denoiser & {
  /** The share of each training item in the denoised sample. Dims `[batch, items]`; each row adds up to 1. */
  weights(x: Tensor, level: Level): Tensor;
};

/** Items with less than e⁻⁴⁰ times the weight of the nearest one count as 0: not even a million of them show in a float32. */
const CUT = 40;

/**
 * The exact minimiser of a diffusion model's training loss over a finite set of images, or of points of any dimension: the mean
 * of the set, weighted by how likely each item is behind the noisy sample. No network can denoise this set better. A sampler
 * with it ends on items of the set, so it shows what a model does that learns its data perfectly: it memorises.
 *
 * A call takes time in proportion to the set: its values are read about twice if there is much noise, and less if there is
 * little, since it stops comparing items that are too far away. It runs in WebAssembly where it can (SIMD, and
 * `'wasm-unsafe-eval'` under a Content-Security-Policy), else in JavaScript: the bits are the same.
 *
 * @param items dims `[items, …]`, in the range of clean samples, mostly −1 to 1; don't change them afterwards
 * @returns takes samples with the dims of an item, or a batch of them
 * @throws Alt2imgError `diffusion/data` for an empty set or values that aren't finite, `diffusion/weights` for weights that don't
 *   fit; the denoiser throws `diffusion/dims`, `diffusion/sigma` and `diffusion/not-finite`
 * @see Karras et al. 2022, appendix B.3, equation 57, https://arxiv.org/abs/2206.00364
 */
export function optimalDenoiser(items: Tensor, options: OptimalOptions = {}): OptimalDenoiser {
  const { item, count } = itemsOf(items);
  const { shares, range } = itemWeights(options.weights, count);
  const size = items.data.length / count;
  const kernels = kernelsFor(items.data, count);

  const weightsOf = (x: Float64Array, spread: number, start: number): Float64Array => {
    return softmax(kernels.distances(x.subarray(start, start + size), (CUT + range) * spread), spread, shares);
  };

  const denoise: Denoiser = async (x, level, signal) => {
    const batch = batchSize(x, item);
    const [clean, spread] = [inCleanScale(x, level), doubleVariance(level)];
    const denoised = new Float32Array(x.data.length);
    for (let b = 0; b < batch; b++) {
      signal?.throwIfAborted();
      denoised.set(kernels.sum(weightsOf(clean, spread, b * size)), b * size);
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

/** `share · exp(−distance / spread)`, with a sum of 1. */
function softmax(distances: Float64Array, spread: number, shares: Float64Array): Float64Array {
  const nearest = distances.reduce((least, distance) => Math.min(least, distance), Number.POSITIVE_INFINITY);
  // Without noise, only the nearest items count.
  const weights = distances.map(
    (distance, i) => shares[i]! * (distance === nearest ? 1 : Math.exp((nearest - distance) / spread)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
