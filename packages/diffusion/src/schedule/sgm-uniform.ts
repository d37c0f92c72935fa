import { checkSteps } from "./check-range.js";
import { linspace } from "./linspace.js";
import { type NoiseTable, sigmaOf } from "./noise-table.js";

/**
 * Noise levels at equally spaced timesteps of a network, from its last timestep and without its first one, as Stability AI's
 * `generative-models` and ComfyUI's `sgm_uniform` have them. The distilled "lightning" and "turbo" models expect it.
 *
 * @param steps network calls, at least 1
 * @returns `steps + 1` levels, falling from the table's largest one, the last one 0
 * @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1
 * @see `LegacyDDPMDiscretization` in https://github.com/Stability-AI/generative-models
 */
export function sgmUniformSigmas(steps: number, table: NoiseTable): Float64Array {
  checkSteps(steps);
  const timesteps = linspace(table.alphasCumprod.length - 1, 0, steps + 1).subarray(0, -1);
  return Float64Array.of(...timesteps.map((timestep) => sigmaOf(table, timestep, { interpolation: "log_linear" })), 0);
}
