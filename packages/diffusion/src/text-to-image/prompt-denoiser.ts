import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { cleanOf, inNetworkForm } from "../denoiser/network-denoiser.js";
import { guide } from "../guidance/guide.js";
import { flowTimeOf } from "../schedule/flow.js";
import { timestepOf } from "../schedule/noise-table.js";
import type { Level } from "../schedule/schedule.js";
import { noiseTableOf, type SchedulerConfig } from "../schedule/scheduler-config.js";
import type { Condition } from "./condition.js";
import type { UNet } from "./unet.js";

/**
 * A U-Net that is told a prompt, as a denoiser: guided, if there is a negative prompt (or an empty one), in one call for both.
 *
 * @param negative left out: no guidance
 */
export function promptDenoiser(
  unet: Pick<UNet, "predict">,
  { prompt, negative }: { prompt: Condition; negative?: Condition | undefined },
  config: SchedulerConfig,
  guidanceScale: number,
): Denoiser {
  const { predictionType } = config;
  const timestepAt = timestepsOf(config);

  async function cleanImages(x: Tensor, level: Level, conditions: readonly Condition[], signal?: AbortSignal) {
    const { input, level: own } = inNetworkForm(x, level, predictionType);
    const timestep = level.timestep ?? timestepAt(level.sigma);
    const outputs = await unet.predict(input, timestep, conditions, signal);
    return outputs.map((output) => cleanOf(input, output, own, predictionType));
  }

  const conditional: Denoiser = async (x, level, signal) => (await cleanImages(x, level, [prompt], signal))[0]!;
  if (negative === undefined) return conditional;
  const both = async (...[x, level, signal]: Parameters<Denoiser>) => {
    const [without, with_] = await cleanImages(x, level, [negative, prompt], signal);
    return { conditional: with_!, unconditional: without! };
  };
  return guide({ conditional, both }, { scale: guidanceScale });
}

/** The timestep for a noise level between those of a schedule, which some samplers need. */
function timestepsOf(config: SchedulerConfig): (sigma: number) => number {
  if (config.form === "flow") return (sigma) => flowTimeOf(sigma) * config.fields.num_train_timesteps;
  const table = noiseTableOf(config);
  return (sigma) => timestepOf(table, sigma);
}
