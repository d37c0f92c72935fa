import type { Tensor } from "@alt2img/core";
import { type Level, noiseScale, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";

/** The forward process in one step: a clean image at a noise level, `α · clean + σ · noise`. */
export function addNoise(clean: Tensor, noise: Tensor, level: Pick<Level, "form" | "sigma">): Tensor {
  return combine([signalScale(level), clean], [noiseScale(level), noise]);
}
