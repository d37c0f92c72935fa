import { Alt2imgError, type ModelFolder, type RasterImage, type Tensor } from "@alt2img/core";
import { combine } from "../tensor/combine.js";
import { finite } from "./finite.js";
import { type OpenNetworkOptions, openNetwork } from "./open-network.js";
import { pictureOf } from "./pixels.js";

/** What an autoencoder's `config.json` says. */
export type VaeConfig = {
  /** Of the latents. */
  readonly channels: number;
  /** How many pixels wide and high a place of the latents is. */
  readonly factor: number;
  /** What latents are multiplied with for the U-Net, so that their standard deviation is about 1. */
  readonly scalingFactor: number;
  /** What is subtracted from them before. */
  readonly shiftFactor: number;
};

/** Turns latents into pictures. */
export type VaeDecoder = {
  /** @param latents `[1, channels, height, width]`, scaled as for the U-Net */
  decode(latents: Tensor, signal?: AbortSignal): Promise<RasterImage>;
  close(): Promise<void>;
};

export async function openVaeDecoder(
  folder: ModelFolder,
  path: string,
  { channels, factor, scalingFactor, shiftFactor }: VaeConfig,
  options: OpenNetworkOptions,
): Promise<VaeDecoder> {
  const { session, file } = await openNetwork(
    folder,
    path,
    {
      inputs: { latent_sample: { type: "float32", shape: ["batch", channels, "height", "width"] } },
      outputs: { sample: { type: "float32", shape: ["batch", 3, "height", "width"] } },
    },
    options,
  );
  return {
    async decode(latents, signal) {
      const { dims, data } = combine([1 / scalingFactor, latents]);
      const shifted = shiftFactor === 0 ? data : data.map((value) => value + shiftFactor);
      const { sample } = await session.run({ latent_sample: { dims, data: shifted } }, { outputs: ["sample"], signal });
      const pixels = finite(sample!, file, "with latents");
      const [height, width] = dims.slice(2).map((size) => size * factor) as [number, number];
      if (pixels.dims[2] === height && pixels.dims[3] === width) return pictureOf(pixels);
      throw new Alt2imgError(
        "diffusion/output-dims",
        `${file} made ${pixels.dims[3]} × ${pixels.dims[2]} pixels of latents of ${dims[3]} × ${dims[2]}; its config.json says ${width} × ${height}. ` +
          "One of them belongs to another model.",
      );
    },
    close: session.close,
  };
}
