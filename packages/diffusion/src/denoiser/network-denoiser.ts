import { Alt2imgError, type Tensor } from "@alt2img/core";
import { type Form, type Level, noiseScale, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import type { Denoiser } from "./denoiser.js";

/**
 * What a network was trained to predict from a noisy sample, by diffusers' names:
 *
 * - `"epsilon"`: the noise in it (Ho et al. 2020);
 * - `"v_prediction"`: `√ᾱ · noise − √(1 − ᾱ) · clean` (Salimans and Ho 2022, appendix D);
 * - `"sample"`: the clean image;
 * - `"flow"`: the velocity `noise − clean` of rectified flow (Liu et al. 2022). diffusers' name is `"flow_prediction"`.
 */
export type PredictionType = "epsilon" | "v_prediction" | "sample" | "flow";

/**
 * A network as it was trained: it takes variance preserving samples (of the form `"flow"` if it predicts flow) and a timestep,
 * and predicts something with the dims of the sample. It must not change its input.
 */
export type Network = (x: Tensor, timestep: number, signal?: AbortSignal) => Promise<Tensor>;

export type NetworkOptions = {
  readonly predictionType: PredictionType;
  /** The timestep for a noise level between those of a schedule, which some samplers need. */
  readonly timestepOf?: (sigma: number) => number;
};

/**
 * A trained network as a denoiser, for samples of any form.
 *
 * @returns throws `diffusion/pure-noise` where there is nothing but noise and the network predicts only that; `diffusion/timestep`
 *   if a level has no timestep and `timestepOf` is left out; `diffusion/output-dims` if the network returns other dims than `x` has
 */
export function networkDenoiser(network: Network, { predictionType, timestepOf }: NetworkOptions): Denoiser {
  return async (x, level, signal) => {
    const timestep = level.timestep ?? timestepOf?.(level.sigma);
    if (timestep === undefined) {
      const message = `There is no timestep for sigma ${level.sigma}, which is between the levels of the schedule. Give networkDenoiser the option timestepOf.`;
      throw new Alt2imgError("diffusion/timestep", message);
    }
    const { input, level: networkLevel } = inNetworkForm(x, level, predictionType);
    const output = await network(input, timestep, signal);
    if (output.data.length !== x.data.length) {
      const message = `The network returned a tensor of [${output.dims.join(", ")}] for one of [${x.dims.join(", ")}]; both must have the same dims.`;
      throw new Alt2imgError("diffusion/output-dims", message);
    }
    return { dims: x.dims, data: cleanOf(input, output, networkLevel, predictionType).data };
  };
}

/** A sample as the network was trained on it. */
export function inNetworkForm(
  x: Tensor,
  level: Level,
  predictionType: PredictionType,
): { input: Tensor; level: Pick<Level, "form" | "sigma"> } {
  const form = predictionType === "flow" ? "flow" : "vp";
  const ratio = formRatio(level, form);
  return { input: ratio === 1 ? x : combine([ratio, x]), level: { form, sigma: level.sigma } };
}

/** The clean image, from a sample and the network's prediction, both in the network's own form. */
export function cleanOf(
  input: Tensor,
  output: Tensor,
  level: Pick<Level, "form" | "sigma">,
  predictionType: PredictionType,
): Tensor {
  if (predictionType === "sample") return output;
  const [ofInput, ofOutput] = cleanWeights(level, predictionType);
  return combine([ofInput, input], [ofOutput, output]);
}

/** What `cleanOf` multiplies the sample and the prediction with. */
export function cleanWeights(
  level: Pick<Level, "form" | "sigma">,
  predictionType: PredictionType,
): readonly [ofInput: number, ofOutput: number] {
  const [alpha, sigma] = [signalScale(level), noiseScale(level)];
  switch (predictionType) {
    case "epsilon":
      if (alpha === 0) {
        const message =
          "The schedule starts with pure noise, from which a network that predicts the noise can't tell the image. Use a schedule with a finite first sigma, or a network that predicts v, the sample or flow.";
        throw new Alt2imgError("diffusion/pure-noise", message);
      }
      return [1 / alpha, -sigma / alpha];
    case "v_prediction":
      return [alpha, -sigma];
    case "sample":
      return [0, 1];
    case "flow":
      return [1, -sigma];
  }
}

/** What a sample is multiplied with to bring it into another form, at the same noise level. */
export function formRatio({ form, sigma }: Pick<Level, "form" | "sigma">, to: Form): number {
  if (form === to) return 1;
  // Pure noise has a standard deviation of 1 in both forms that have it.
  if (sigma === Number.POSITIVE_INFINITY) return 1;
  return signalScale({ form: to, sigma }) / signalScale({ form, sigma });
}
