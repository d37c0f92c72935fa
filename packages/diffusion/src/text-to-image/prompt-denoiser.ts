import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { cleanOf, cleanWeights, inNetworkForm } from "../denoiser/network-denoiser.js";
import { noiseIn } from "../sampler/keep-noise.js";
import { flowTimeOf } from "../schedule/flow.js";
import { type NoiseTable, timestepOf } from "../schedule/noise-table.js";
import type { Level } from "../schedule/schedule.js";
import { noiseTableOf, type SchedulerConfig } from "../schedule/scheduler-config.js";
import { combine } from "../tensor/combine.js";
import type { Condition } from "./condition.js";
import { guidedClean } from "./guided-clean.js";
import type { AttentionWatch, UNet } from "./unet.js";

/** What the network predicted for one sample: the noise in it, with the dims of the latents. Plain data. */
export type NoisePrediction = {
  /** The noise level of the sample, in units of the latents, and what the network was told. */
  readonly sigma: number;
  readonly timestep: number;
  /** The sample that the network saw, before it was scaled for it. */
  readonly x: Tensor;
  /** With the prompt. */
  readonly conditional: Tensor;
  /** With the negative prompt, or the empty one. Missing without guidance. */
  readonly unconditional?: Tensor;
  /** What the sampler got: both, combined. */
  readonly guided: Tensor;
};

/** What is to be reported besides the result. */
export type Watch = {
  readonly attention?: AttentionWatch | undefined;
  /** Is given every prediction, when it has been made. */
  readonly prediction?: ((prediction: NoisePrediction) => void) | undefined;
};

/**
 * A U-Net that is told a prompt, as a denoiser: guided, if there is a negative prompt (or an empty one), in one call for both.
 *
 * @param negative left out: no guidance
 * @param guidanceScale above 1 if there is a negative prompt
 */
export function promptDenoiser(
  unet: Pick<UNet, "predict">,
  { prompt, negative }: { prompt: Condition; negative?: Condition | undefined },
  config: SchedulerConfig,
  guidanceScale: number,
  watch: Watch = {},
): Denoiser {
  const { predictionType } = config;
  const timestepAt = timestepsOf(config);

  async function predict(x: Tensor, level: Level, conditions: readonly Condition[], signal?: AbortSignal) {
    const { input, level: own } = inNetworkForm(x, level, predictionType);
    const timestep = level.timestep ?? timestepAt(level.sigma);
    const outputs = await unet.predict(input, timestep, conditions, signal, watch.attention);
    const cleanImage = (output: Tensor): Tensor => cleanOf(input, output, own, predictionType);
    watch.prediction?.(predictionOf(x, level, timestep, outputs.map(cleanImage), guidanceScale));
    return { input, own, outputs, cleanImage };
  }

  const conditions = negative === undefined ? [prompt] : [negative, prompt];
  return async (x, level, signal) => {
    const { input, own, outputs, cleanImage } = await predict(x, level, conditions, signal);
    const [first, conditional] = outputs as [Tensor, Tensor?];
    if (conditional === undefined) return cleanImage(first);
    return guidedClean(input, { conditional, unconditional: first }, cleanWeights(own, predictionType), guidanceScale);
  };
}

/** @param images the clean ones: with the negative prompt, if there is one, and with the prompt */
function predictionOf(
  x: Tensor,
  level: Level,
  timestep: number,
  images: readonly Tensor[],
  guidanceScale: number,
): NoisePrediction {
  const noises = images.map((image) => noiseIn(x, image, level));
  const conditional = noises.at(-1)!;
  const seen = { sigma: level.sigma, timestep, x, conditional };
  if (noises.length === 1) return { ...seen, guided: conditional };
  const unconditional = noises[0]!;
  const guided = combine([guidanceScale, conditional], [1 - guidanceScale, unconditional]);
  return { ...seen, unconditional, guided };
}

/** The timestep for a noise level between those of a schedule, which some samplers need. */
function timestepsOf(config: SchedulerConfig): (sigma: number) => number {
  if (config.form === "flow") return (sigma) => flowTimeOf(sigma) * config.fields.num_train_timesteps;
  let table: NoiseTable | undefined;
  return (sigma) => {
    table ??= noiseTableOf(config);
    return timestepOf(table, sigma);
  };
}
