import type { Tensor } from "@alt2img/core";

/**
 * Multiplies the text states of each token by its weight, and then all of them by one number, so that their mean is as before.
 *
 * @param states `[1, tokens, hidden size]`
 * @param weights one for each token, with 1 for the marks and the padding
 * @see `EmphasisOriginal` in https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/sd_emphasis.py
 */
export function weighStates(states: Tensor, weights: readonly number[]): Tensor {
  if (weights.every((weight) => weight === 1)) return states;
  const { dims, data } = states;
  const size = data.length / weights.length;
  const weighted = data.map((value, i) => value * weights[Math.floor(i / size)]!);
  const ratio = sumOf(data) / sumOf(weighted);
  // Where the mean is 0, nothing can restore it.
  return { dims, data: Number.isFinite(ratio) ? weighted.map((value) => value * ratio) : weighted };
}

const sumOf = (data: Float32Array): number => data.reduce((sum, value) => sum + value, 0);
