import { Alt2imgError, type Tensor } from "@alt2img/core";
import { combine } from "../tensor/combine.js";
import type { Denoiser } from "./denoiser.js";
import { formRatio } from "./network-denoiser.js";

/** A raw network of EDM: its input has unit variance, and `noise` is a quarter of sigma's natural logarithm. */
export type EdmNetwork = (input: Tensor, noise: number, signal?: AbortSignal) => Promise<Tensor>;

export type EdmOptions = {
  /** The standard deviation of the training data. Default 0.5. */
  readonly sigmaData?: number | undefined;
  /** `"v_prediction"`: the output has the other sign, as in diffusers' `EDMEulerScheduler`. Default `"epsilon"`. */
  readonly predictionType?: "epsilon" | "v_prediction" | undefined;
};

/**
 * A network with EDM's preconditioning, as a denoiser for samples of any form: `c_skip · x + c_out · network(c_in · x, c_noise)`.
 *
 * @returns throws `diffusion/pure-noise` for an infinite sigma; `diffusion/output-dims` if the network returns other dims than
 *   `x` has
 * @throws Alt2imgError `diffusion/sigma-data` unless `sigmaData` is positive and finite
 * @see Karras et al. 2022, table 1, https://arxiv.org/abs/2206.00364
 */
export function edmDenoiser(
  network: EdmNetwork,
  { sigmaData = 0.5, predictionType = "epsilon" }: EdmOptions = {},
): Denoiser {
  if (!(sigmaData > 0 && sigmaData < Number.POSITIVE_INFINITY)) {
    throw new Alt2imgError("diffusion/sigma-data", `sigmaData is ${sigmaData}; it must be a positive number.`);
  }
  return async (x, level, signal) => {
    const { sigma } = level;
    if (sigma === Number.POSITIVE_INFINITY) {
      const message =
        "EDM's networks need a finite sigma; this schedule starts with pure noise. Lower its first sigma.";
      throw new Alt2imgError("diffusion/pure-noise", message);
    }
    const deviation = Math.hypot(sigma, sigmaData);
    const ratio = formRatio(level, "ve");
    const output = await network(combine([ratio / deviation, x]), Math.log(sigma) / 4, signal);
    if (output.data.length !== x.data.length) {
      const message = `The network returned a tensor of [${output.dims.join(", ")}] for one of [${x.dims.join(", ")}]; both must have the same dims.`;
      throw new Alt2imgError("diffusion/output-dims", message);
    }
    const out = (sigma * sigmaData) / deviation;
    const skip = (sigmaData / deviation) ** 2;
    return combine([ratio * skip, x], [predictionType === "epsilon" ? out : -out, { dims: x.dims, data: output.data }]);
  };
}
