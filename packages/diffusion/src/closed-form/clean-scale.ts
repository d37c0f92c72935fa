import type { Tensor } from "@alt2img/core";
import { type Level, noiseScale, signalScale } from "../schedule/schedule.js";

/** A noisy sample in the coordinates of the clean images: what it would be with `alpha` 1. Pure noise says nothing: all 0. */
export function inCleanScale({ data }: Tensor, level: Level): Float64Array {
  const alpha = signalScale(level);
  return alpha === 0 ? new Float64Array(data.length) : Float64Array.from(data, (value) => value / alpha);
}

/** 2σ² of that sample; `Infinity` for pure noise. */
export function doubleVariance(level: Level): number {
  const alpha = signalScale(level);
  return alpha === 0 ? Number.POSITIVE_INFINITY : 2 * (noiseScale(level) / alpha) ** 2;
}
