import { Alt2imgError, type ModelFolder, type Tensor } from "@alt2img/core";
import type { NoiseSource } from "../sampler/sampler.js";
import { combine } from "../tensor/combine.js";
import { finite } from "./finite.js";
import { type OpenNetworkOptions, openNetwork } from "./open-network.js";
import type { VaeConfig } from "./vae-decoder.js";

/** What an autoencoder says a picture is in latents: Gaussians. Both have the dims of the latents, scaled as for the U-Net. */
export type LatentDistribution = {
  readonly mean: Tensor;
  /** Missing, if the network gives latents and no distribution. */
  readonly std?: Tensor;
};

/** Turns pictures into latents. */
export type VaeEncoder = {
  /** @param pixels from -1 to 1, `[1, 3, height, width]`; both sizes multiples of the factor */
  encode(pixels: Tensor, signal?: AbortSignal): Promise<LatentDistribution>;
  close(): Promise<void>;
};

/** @throws Alt2imgError `diffusion/no-such-file`, which says what it is needed for; what `createSession` throws */
export async function openVaeEncoder(
  folder: ModelFolder,
  path: string,
  { channels, scalingFactor, shiftFactor }: VaeConfig,
  options: OpenNetworkOptions,
): Promise<VaeEncoder> {
  const latents = { type: "float32", optional: true } as const;
  const { session, file } = await openNetwork(
    folder,
    path,
    {
      inputs: { sample: { type: "float32", shape: ["batch", 3, "height", "width"] } },
      outputs: {
        latent_parameters: { ...latents, shape: ["batch", 2 * channels, "height", "width"] },
        latent_sample: { ...latents, shape: ["batch", channels, "height", "width"] },
        latents: { ...latents, shape: ["batch", channels, "height", "width"] },
      },
    },
    options,
  );
  const names = ["latent_parameters", "latent_sample", "latents"];
  const name = names.find((each) => session.outputs.some((output) => output.name === each));
  if (name === undefined) {
    await session.close();
    throw new Alt2imgError(
      "diffusion/bad-file",
      `${file} gives ${session.outputs.map((output) => `“${output.name}”`).join(", ")}; expected was one of “${names.join("”, “")}”. Export it with optimum.`,
    );
  }
  return {
    async encode(pixels, signal) {
      const results = await session.run({ sample: pixels }, { outputs: [name], signal });
      const { dims, data } = finite(results[name]!, file, "with a picture");
      const shape = [1, channels, ...dims.slice(2)];
      const size = shape.reduce((product, length) => product * length, 1);
      const scaled = (values: Float32Array): Tensor => ({
        dims: shape,
        data: values.map((value) => Math.fround(value - shiftFactor) * scalingFactor),
      });
      if (data.length === size) return { mean: scaled(data) };
      return {
        mean: scaled(data.subarray(0, size)),
        std: { dims: shape, data: data.subarray(size).map((log) => scalingFactor * standardDeviation(log)) },
      };
    },
    close: session.close,
  };
}

/** From the logarithm of the variance, within the limits of diffusers' `DiagonalGaussianDistribution`. */
const standardDeviation = (logVariance: number): number => Math.exp(Math.min(Math.max(logVariance, -30), 20) / 2);

/** A sample of a distribution. Draws noise only if there is one. */
export function sampleLatents({ mean, std }: LatentDistribution, noise: NoiseSource): Tensor {
  if (std === undefined) return mean;
  const drawn = noise(mean.dims, 0, 0);
  return combine([1, mean], [1, { dims: mean.dims, data: drawn.data.map((value, i) => value * std.data[i]!) }]);
}
