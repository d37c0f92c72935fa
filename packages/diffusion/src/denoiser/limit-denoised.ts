import { Alt2imgError, type Tensor } from "@alt2img/core";
import type { Denoiser } from "./denoiser.js";

/**
 * Clips the values of the clean image to `[-range, range]`: diffusers' `clip_sample`.
 *
 * @returns throws `diffusion/clip` unless `range` is above 0
 */
export function clipDenoised(denoise: Denoiser, range = 1): Denoiser {
  return async (...call) => clip(await denoise(...call), range);
}

/** The values clipped to `[-range, range]`. */
export function clip({ dims, data }: Tensor, range: number): Tensor {
  if (!(range > 0))
    throw new Alt2imgError("diffusion/clip", `The range to clip to is ${range}; give a number above 0.`);
  return { dims, data: data.map((value) => Math.min(range, Math.max(-range, value))) };
}

export type ThresholdOptions = {
  /** Which share of the values is in range without a change. */
  readonly ratio?: number;
  /** The largest threshold; at most as much is divided by. */
  readonly max?: number;
};

/** Dynamic thresholding, for denoisers of pixels: see `threshold`. The first axis of samples must be the batch. */
export function thresholdDenoised(denoise: Denoiser, options: ThresholdOptions = {}): Denoiser {
  return async (...call) => threshold(await denoise(...call), options);
}

/**
 * Clips each sample of a batch to a quantile of its absolute values, and divides by it, so that guidance doesn't saturate
 * pixels. Nothing is done to samples whose quantile is at most 1 but clipping to `[-1, 1]`.
 *
 * @param x dims `[batch, …]`
 * @throws Alt2imgError `diffusion/threshold` unless `ratio` is from 0 to 1 and `max` above 0
 * @see Saharia et al. 2022 (Imagen), section 2.3, https://arxiv.org/abs/2205.11487
 */
export function threshold({ dims, data }: Tensor, { ratio = 0.995, max = 1 }: ThresholdOptions = {}): Tensor {
  if (!(ratio >= 0 && ratio <= 1 && max > 0)) {
    const message = `The threshold has the ratio ${ratio} and the max ${max}; give a ratio from 0 to 1, and a max above 0.`;
    throw new Alt2imgError("diffusion/threshold", message);
  }
  const [batch = 1] = dims;
  const size = data.length / batch;
  const limited = new Float32Array(data.length);
  for (let b = 0; b < batch; b++) {
    const sample = data.subarray(b * size, (b + 1) * size);
    // PyTorch clamps to [1, max], and a max below 1 wins.
    const limit = Math.min(max, Math.max(1, quantile(sample.map(Math.abs), ratio)));
    limited.set(
      sample.map((value) => Math.min(limit, Math.max(-limit, value)) / limit),
      b * size,
    );
  }
  return { dims, data: limited };
}

/** With linear interpolation, as `torch.quantile` and NumPy do by default. */
function quantile(values: Float32Array, ratio: number): number {
  const sorted = values.sort();
  const at = ratio * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}
