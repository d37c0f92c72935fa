import type { Tensor } from "@alt2img/core";
import { checkedAnswer, checkSchedule } from "../sampler/guard.js";
import type { SamplerOptions, SamplerStep } from "../sampler/sampler.js";
import { levelAt, noiseScale, type Schedule, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import type { DenoiserPair } from "./denoiser-pair.js";
import { checkScale } from "./guide.js";

/**
 * CFG++: Euler's method that goes to the guided image, but keeps the unconditional noise, so that a small scale is enough and
 * samples stay among those that the model knows.
 *
 * @param lambda from 0, no guidance, to 1, the conditional image
 * @throws Alt2imgError `diffusion/guidance` for a lambda that isn't finite; what every `Sampler` throws
 * @see Chung et al. 2024, algorithm 2, https://arxiv.org/abs/2406.08070
 */
export async function* sampleCfgPlusPlus(
  pair: DenoiserPair,
  x: Tensor,
  schedule: Schedule,
  { lambda, signal }: SamplerOptions & { lambda: number },
): AsyncGenerator<SamplerStep, void, void> {
  checkSchedule(schedule);
  for (const [index, timestep] of schedule.timesteps.entries()) {
    signal?.throwIfAborted();
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    checkScale(lambda, from.sigma);
    const both = await pair.both(x, from, signal);
    const [conditional, unconditional] = [both.conditional, both.unconditional].map((one) =>
      checkedAnswer(one, x, from),
    ) as [Tensor, Tensor];
    const denoised = combine([lambda, conditional], [1 - lambda, unconditional]);
    const ratio = noiseScale(to) / noiseScale(from);
    x = combine([signalScale(to), denoised], [ratio, x], [-ratio * signalScale(from), unconditional]);
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}
