import type { Tensor } from "@alt2img/core";
import { cleanOf, inNetworkForm, type PredictionType } from "../denoiser/network-denoiser.js";
import { predictionOf } from "../denoiser/prediction.js";
import type { Level } from "../schedule/schedule.js";

export type Rescale = { readonly amount: number; readonly predictionType: PredictionType };

/**
 * Brings the standard deviation of each sample's guided prediction back to that of the conditional one, by `amount`.
 *
 * @param guided as a clean image, like `conditional`; the first axis is the batch
 * @see Lin et al. 2023, section 3.4, https://arxiv.org/abs/2305.08891
 */
export function rescaleGuided(
  guided: Tensor,
  conditional: Tensor,
  x: Tensor,
  level: Level,
  { amount, predictionType }: Rescale,
): Tensor {
  const [own, wanted] = [guided, conditional].map((clean) => predictionOf(clean, x, level, predictionType)) as [
    Tensor,
    Tensor,
  ];
  const [batch = 1] = x.dims;
  const size = own.data.length / batch;
  const data = own.data.slice();
  for (let b = 0; b < batch; b++) {
    const [from, to] = [b * size, (b + 1) * size];
    const contrast = deviation(own.data.subarray(from, to));
    // Without contrast (or with one value, which has none), there is nothing to rescale.
    const ratio = contrast > 0 ? deviation(wanted.data.subarray(from, to)) / contrast : 1;
    const factor = amount * ratio + 1 - amount;
    for (let i = from; i < to; i++) data[i]! *= factor;
  }
  const { input, level: networkLevel } = inNetworkForm(x, level, predictionType);
  return cleanOf(input, { dims: x.dims, data }, networkLevel, predictionType);
}

/** The standard deviation of a sample from its population, as `torch.std`. */
function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
