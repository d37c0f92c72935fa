import { Alt2imgError, type RasterImage, type Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { addNoise } from "../edit/add-noise.js";
import type { NoiseSource } from "../sampler/sampler.js";
import { levelAt, type Schedule } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { type KeptOutside, keepOutside, withKept } from "./keep-outside.js";
import type { PipelineConfig } from "./pipeline-config.js";
import { maskOf, pixelsOf, thinOut } from "./pixels.js";
import type { PictureSize } from "./text-to-image.js";
import type { UNet } from "./unet.js";
import { type LatentDistribution, sampleLatents, type VaeEncoder } from "./vae-encoder.js";

/** A picture to start from, in latents. */
export type Edit = {
  readonly image: LatentDistribution;
  readonly inpainting?: {
    /** 1 where to draw, 0 where to keep, `[1, 1, height, width]`. */
    readonly mask: Tensor;
    /** The picture with grey where it is to be drawn. */
    readonly masked: LatentDistribution;
  };
};

/** Whether a network was trained for inpainting: it sees the latents, the mask, and the latents of what is kept. */
const wantsMask = ({ channels, inputChannels }: PipelineConfig["network"]): boolean =>
  inputChannels === 2 * channels + 1;

/** @throws Alt2imgError `diffusion/generate` if the pictures that are given aren't those that the model needs */
export function checkEdit(
  { network, schedulerFile }: PipelineConfig,
  { init, mask }: { init?: RasterImage | undefined; mask?: RasterImage | undefined },
): void {
  const wrong = (message: string): Alt2imgError => new Alt2imgError("diffusion/generate", message);
  if (mask !== undefined && init === undefined) {
    throw wrong("There is a mask, but no picture that it belongs to: give init, too.");
  }
  if (network.inputChannels === network.channels) return;
  const where = schedulerFile.slice(schedulerFile.indexOf(" in ") + 4);
  if (!wantsMask(network)) {
    throw wrong(
      `The network of ${where} takes ${network.inputChannels} channels for ${network.channels} of latents. Supported are as many, or ${2 * network.channels + 1} for inpainting.`,
    );
  }
  if (init === undefined || mask === undefined) {
    throw wrong(`${where} was trained for inpainting: give init and mask, or take another model.`);
  }
}

/** Encodes the picture, and what of it is kept. */
export async function encodeEdit(
  encoder: Pick<VaeEncoder, "encode">,
  {
    init,
    mask,
    size,
    factor,
  }: { init: RasterImage; mask?: RasterImage | undefined; size: PictureSize; factor: number },
  signal?: AbortSignal,
): Promise<Edit> {
  const pixels = pixelsOf(init, size);
  const image = await encoder.encode(pixels, signal);
  if (mask === undefined) return { image };
  const drawn = maskOf(mask, size);
  const area = drawn.data.length;
  const kept = { dims: pixels.dims, data: pixels.data.map((value, i) => (drawn.data[i % area] === 1 ? 0 : value)) };
  const masked = await encoder.encode(kept, signal);
  return { image, inpainting: { mask: thinOut(drawn, factor), masked } };
}

/** How one picture begins, and what happens outside of its mask. */
export type EditedStart = {
  readonly latents: Tensor;
  /** The network, which may want to see more than the latents. */
  readonly unet: Pick<UNet, "predict">;
  keep(denoise: Denoiser): Denoiser;
  /** The latents after a step. */
  after(latents: Tensor, index: number): Tensor;
};

/**
 * Draws the noise of a picture in the order in which diffusers' pipelines do.
 *
 * @param initNoise what noise is multiplied with for a start from nothing but noise
 */
export function startFrom(
  { image, inpainting }: Edit,
  {
    unet,
    network,
    schedule,
    noise,
    fromNoise,
    initNoise,
  }: {
    unet: Pick<UNet, "predict">;
    network: PipelineConfig["network"];
    schedule: Schedule;
    noise: NoiseSource;
    fromNoise: boolean;
    initNoise: number;
  },
): EditedStart {
  const { dims } = image.mean;
  const extra = wantsMask(network);
  const clean = extra && fromNoise ? image.mean : sampleLatents(image, noise);
  const drawn = { dims, data: noise(dims, 0, 0).data };
  const latents = fromNoise ? combine([initNoise, drawn]) : addNoise(clean, drawn, levelAt(schedule, 0));
  const plain = { latents, unet, keep: (denoise: Denoiser) => denoise, after: (x: Tensor) => x };
  if (inpainting === undefined) return plain;
  const { mask } = inpainting;
  const masked = sampleLatents(inpainting.masked, noise);
  if (extra) return { ...plain, unet: withChannels(unet, [mask, masked]) };
  const kept: KeptOutside = { image: clean, noise: drawn, mask };
  const last = schedule.timesteps.length - 1;
  return {
    ...plain,
    keep: (denoise) => keepOutside(denoise, kept, fromNoise),
    after: (x, index) =>
      withKept(x, kept, index === last ? { form: schedule.form, sigma: 0 } : levelAt(schedule, index + 1)),
  };
}

/** A network that sees more channels than those of the latents. */
function withChannels(unet: Pick<UNet, "predict">, more: readonly Tensor[]): Pick<UNet, "predict"> {
  return {
    predict(sample, ...rest) {
      const all = [sample, ...more];
      const channels = all.reduce((sum, { dims }) => sum + dims[1]!, 0);
      const [, , height, width] = sample.dims as [number, number, number, number];
      const data = new Float32Array(channels * height * width);
      let at = 0;
      for (const { data: each } of all) {
        data.set(each, at);
        at += each.length;
      }
      return unet.predict({ dims: [1, channels, height, width], data }, ...rest);
    },
  };
}
