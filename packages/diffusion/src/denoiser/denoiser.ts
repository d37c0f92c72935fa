import type { Tensor } from "@alt2img/core";
import type { Level } from "../schedule/schedule.js";

/**
 * Estimates the clean image in a noisy sample: with mean squared error as the loss, the mean of all clean images that may be
 * behind `x`. A trained network, a formula or a mock.
 *
 * @param x the noisy sample in the coordinates of `level.form`; must not be changed
 * @returns the clean image, with the same dims as `x`
 */
export type Denoiser = (x: Tensor, level: Level, signal?: AbortSignal) => Promise<Tensor>;
