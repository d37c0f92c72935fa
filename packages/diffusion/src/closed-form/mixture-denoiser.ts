import { Alt2imgError, type Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { batchSize } from "./batch.js";
import { doubleVariance, inCleanScale } from "./clean-scale.js";

/** A mixture of round Gaussians in n dimensions. Plain data. */
export type GaussianMixture = {
  /** Where each component is: points of the same dimension. */
  readonly means: readonly (readonly number[])[];
  /** The standard deviation of each component, the same in all directions; 0 for a point. */
  readonly stds: readonly number[];
  /** How much of the data is in each component. They needn't add up to 1. Equal if left out. */
  readonly weights?: readonly number[];
};

/**
 * The exact denoiser of data that comes from a mixture of Gaussians: smooth everywhere, so that samplers converge at their
 * order, and small enough to draw in two dimensions. The score of the noisy data is `(denoised − x) / sigma²`.
 *
 * @returns takes points with dims `[n]`, or a batch of them
 * @throws Alt2imgError `diffusion/mixture` if means, stds and weights don't fit together; the denoiser throws `diffusion/dims`,
 *   `diffusion/sigma` and `diffusion/not-finite`
 */
export function mixtureDenoiser({ means, stds, weights = means.map(() => 1) }: GaussianMixture): Denoiser {
  const dimension = means[0]?.length ?? 0;
  const fits =
    dimension > 0 &&
    means.every((mean) => mean.length === dimension && mean.every(Number.isFinite)) &&
    stds.length === means.length &&
    stds.every((std) => std >= 0 && Number.isFinite(std)) &&
    weights.length === means.length &&
    weights.every((weight) => weight > 0 && Number.isFinite(weight));
  if (!fits) {
    throw new Alt2imgError(
      "diffusion/mixture",
      `The mixture has ${means.length} means, ${stds.length} standard deviations and ${weights.length} weights. Give each component a mean of the same dimension, a standard deviation of at least 0, and a weight above 0.`,
    );
  }
  return async (x: Tensor, level, signal) => {
    signal?.throwIfAborted();
    const batch = batchSize(x, [dimension]);
    const [clean, variance] = [inCleanScale(x, level), doubleVariance(level) / 2];
    const data = new Float32Array(x.data.length);
    for (let b = 0; b < batch; b++) {
      const start = b * dimension;
      const point = clean.subarray(start, start + dimension);
      data.set(denoisePoint(point, variance, { means, stds, weights }), start);
    }
    return { dims: x.dims, data };
  };
}

function denoisePoint(
  point: Float64Array,
  variance: number,
  { means, stds, weights }: Required<GaussianMixture>,
): Float64Array {
  // Of pure noise nothing is known: each component counts by its weight.
  const isPureNoise = variance === Number.POSITIVE_INFINITY;
  const logs = means.map((mean, k) => {
    if (isPureNoise) return Math.log(weights[k]!);
    const total = Math.max(stds[k]! ** 2 + variance, 1e-300); // Of points without noise, the nearest one counts.
    const distance = mean.reduce((sum, value, i) => sum + (point[i]! - value) ** 2, 0);
    return Math.log(weights[k]!) - distance / (2 * total) - (point.length / 2) * Math.log(total);
  });
  const most = Math.max(...logs);
  const shares = logs.map((log) => (log === most ? 1 : Math.exp(log - most)));
  const sum = shares.reduce((total, share) => total + share, 0);
  const denoised = new Float64Array(point.length);
  for (const [k, mean] of means.entries()) {
    const gain = isPureNoise ? 0 : stds[k]! ** 2 / (stds[k]! ** 2 + variance || 1);
    for (let i = 0; i < point.length; i++)
      denoised[i]! += (shares[k]! / sum) * (mean[i]! + gain * (point[i]! - mean[i]!));
  }
  return denoised;
}
