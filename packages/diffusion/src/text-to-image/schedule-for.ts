import { dynamicShift } from "../schedule/flow.js";
import type { Schedule } from "../schedule/schedule.js";
import { scheduleFromConfig } from "../schedule/schedule-from-config.js";
import type { SchedulerConfig } from "../schedule/scheduler-config.js";
import { cutByStrength } from "../schedule/strength.js";
import type { PipelineConfig } from "./pipeline-config.js";

/**
 * The noise levels for a picture, as diffusers' pipelines ask for them: FLUX gives times from 1 down in equal steps, and a dynamic shift
 * depends on the size.
 *
 * @param latents height and width
 * @param strength image to image: the share of the steps that is taken
 */
export function scheduleFor(
  scheduler: SchedulerConfig,
  { kind, network: { patch } }: Pick<PipelineConfig, "kind" | "network">,
  {
    steps,
    latents: [height, width],
    strength,
  }: { steps: number; latents: readonly [number, number]; strength: number | undefined },
): Schedule {
  const { fields } = scheduler;
  const mu = dynamicShift((height * width) / patch ** 2, {
    baseTokens: fields.base_image_seq_len,
    maxTokens: fields.max_image_seq_len,
    baseShift: fields.base_shift,
    maxShift: fields.max_shift,
  });
  const even = Number.isSafeInteger(steps) && steps > 0 && steps <= 100_000;
  const schedule = scheduleFromConfig(scheduler, steps, {
    ...(fields.use_dynamic_shifting ? { mu } : {}),
    ...(kind === "flux" && even ? { sigmas: Array.from({ length: steps }, (_, i) => 1 - i / steps) } : {}),
  });
  return strength === undefined ? schedule : cutByStrength(schedule, strength);
}
