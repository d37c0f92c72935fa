import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { combine } from "../tensor/combine.js";
import { checkScale } from "./guide.js";

export type PerpendicularNegativeOptions = {
  /** As `GuidanceOptions.scale`. */
  readonly scale: number;
  /** How strongly to keep away from the negative prompt. */
  readonly negativeScale?: number;
};

/**
 * A negative prompt that takes nothing away from the positive one: of its direction, only the part counts that is perpendicular
 * to the positive direction. Three calls at each step. The first axis of samples must be the batch.
 *
 * @param unconditional without a prompt
 * @returns throws `diffusion/guidance` for a scale that isn't finite, `diffusion/dims` if the answers differ in size
 * @see Armandpour et al. 2023 (Perp-Neg), https://arxiv.org/abs/2304.04968
 */
export function guideAway(
  { conditional, unconditional, negative }: { conditional: Denoiser; unconditional: Denoiser; negative: Denoiser },
  { scale, negativeScale = 1 }: PerpendicularNegativeOptions,
): Denoiser {
  return async (...call) => {
    const [, { sigma }] = call;
    for (const factor of [scale, negativeScale]) checkScale(factor, sigma);
    const [wanted, neutral, unwanted] = (await Promise.all(
      [conditional, unconditional, negative].map((denoise) => denoise(...call)),
    )) as [Tensor, Tensor, Tensor];
    const towards = combine([1, wanted], [-1, neutral]);
    const away = perpendicular(combine([1, unwanted], [-1, neutral]), towards);
    return combine([1, neutral], [scale, towards], [-scale * negativeScale, away]);
  };
}

/** The part of each sample of `vector` that is perpendicular to that of `direction`. */
function perpendicular({ dims, data }: Tensor, direction: Tensor): Tensor {
  const [batch = 1] = dims;
  const size = data.length / batch;
  const rest = data.slice();
  for (let b = 0; b < batch; b++) {
    let [along, length] = [0, 0];
    for (let i = b * size; i < (b + 1) * size; i++) {
      along += data[i]! * direction.data[i]!;
      length += direction.data[i]! ** 2;
    }
    if (length === 0) continue;
    for (let i = b * size; i < (b + 1) * size; i++) rest[i]! -= (along / length) * direction.data[i]!;
  }
  return { dims, data: rest };
}
