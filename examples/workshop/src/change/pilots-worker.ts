import { serve } from "@alt2img/core/worker";
import { toTensor } from "@alt2img/elements/diffusion";
import { drawPilots, type TwoPictures } from "./draw-pilots.js";

/** What the worker of chapter 7 does. */
export type PilotsTasks = {
  /** @param pixels RGBA of all drawings, one after the other, 64 × 64 each */
  draw(
    pixels: Uint8ClampedArray,
    weights: readonly number[],
    changed: readonly number[],
    seeds: readonly number[],
  ): TwoPictures[];
};

const SIDE = 64;

serve<PilotsTasks>({
  draw: ([pixels, weights, changed, seeds], { signal }) =>
    drawPilots(toTensor(pixels, SIDE, SIDE), weights, changed, seeds, signal),
});
