import type { Tensor } from "@alt2img/core";
import { type Level, noiseScale, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { formRatio, type PredictionType } from "./network-denoiser.js";

/** What a network would predict for `x` if `denoised` is the clean image: the inverse of `cleanOf`. */
export function predictionOf(denoised: Tensor, x: Tensor, level: Level, predictionType: PredictionType): Tensor {
  const own = { form: predictionType === "flow" ? ("flow" as const) : ("vp" as const), sigma: level.sigma };
  const [alpha, sigma] = [signalScale(own), noiseScale(own)];
  const ratio = formRatio(level, own.form);
  switch (predictionType) {
    case "epsilon":
      return combine([ratio / sigma, x], [-alpha / sigma, denoised]);
    case "v_prediction":
      return combine([(alpha * ratio) / sigma, x], [-1 / sigma, denoised]);
    case "sample":
      return denoised;
    case "flow":
      return combine([ratio / sigma, x], [-1 / sigma, denoised]);
  }
}
