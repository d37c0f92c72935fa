import { Alt2imgError, type ModelFolder, type OnProgress, type RasterImage, type Tensor } from "@alt2img/core";
import type { CreateSessionOptions } from "@alt2img/onnx";
import type { SchedulerConfig } from "../schedule/scheduler-config.js";
import { chooseScheduler } from "./choose-scheduler.js";
import { generate, ownSize, type Pipeline, usualGuidance } from "./generate.js";
import { oneAtATime } from "./one-at-a-time.js";
import type { OpenNetworkOptions } from "./open-network.js";
import { configNextTo, type PipelineConfig, readPipelineConfig, vaeConfigOf } from "./pipeline-config.js";
import { type PipelineFiles, pipelineFiles } from "./pipeline-files.js";
import { pictureOf } from "./pixels.js";
import { openPromptEncoder } from "./prompt-encoder.js";
import { readOptionalJson } from "./read-json.js";
import { sharedOpening } from "./shared-opening.js";
import type { TextToImage } from "./text-to-image.js";
import { openFluxTransformer, openSd3Transformer } from "./transformer.js";
import { openUNet, type UNet } from "./unet.js";
import { openVaeDecoder, type VaeDecoder } from "./vae-decoder.js";
import { openVaeEncoder, type VaeEncoder } from "./vae-encoder.js";

export type LoadTextToImageOptions = {
  /** Where the networks run, by default where it is fastest; and in how many threads. */
  session?: Pick<CreateSessionOptions, "device" | "threads" | "runtime"> | undefined;
  /** Other files than `model.onnx` of each part, such as `{ unet: "unet/model_fp16.onnx" }`. */
  files?: Partial<PipelineFiles> | undefined;
  /**
   * Keeps one network in memory at a time, and none between calls: for models that are nearly as large as the memory. Every picture opens
   * the networks again. Default false.
   */
  lowMemory?: boolean | undefined;
  /**
   * A small decoder for previews, such as TAESD: a folder with `vae_decoder/model.onnx` and its `config.json`. Pictures are still decoded
   * by the model's own. Default: previews are, too.
   */
  previewDecoder?: ModelFolder | undefined;
  /**
   * Draws tiles: pictures that continue at their opposite edges, along the width (`"x"`), the height (`"y"`) or both (`true`). All
   * convolutions of the U-Net and the autoencoder then see the picture so. Default false.
   */
  tiling?: boolean | "x" | "y" | undefined;
  /** Aborts loading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes, for each file of a network. */
  onProgress?: OnProgress | undefined;
};

/**
 * Loads a pipeline in diffusers' layout, with its networks in ONNX as optimum exports them, and a `config.json` next to each network:
 *
 * - Stable Diffusion 1, 2 and Turbo: `model_index.json`, `scheduler/scheduler_config.json`, `tokenizer/`, `text_encoder/model.onnx`,
 *   `unet/model.onnx`, `vae_decoder/model.onnx`, and for image to image `vae_encoder/model.onnx`;
 * - Stable Diffusion XL: `tokenizer_2/` and `text_encoder_2/model.onnx`, too;
 * - Stable Diffusion 3: `transformer/model.onnx` in place of the U-Net, and `tokenizer_3/` and `text_encoder_3/model.onnx` (T5) unless
 *   `model_index.json` says that there are none;
 * - FLUX.1: `tokenizer/` and `text_encoder/` (CLIP), `tokenizer_2/` and `text_encoder_2/` (T5), `transformer/model.onnx`;
 * - DDPM and DDIM, without a prompt, on pixels: `unet/model.onnx` and the scheduler.
 *
 * Everything is checked before you get it: the scheduler's class, and the names, types and shapes of what goes into the networks
 * and comes out. Only the encoder for pictures is opened when it is needed.
 *
 * @throws Alt2imgError `diffusion/no-such-file`, `diffusion/bad-file`, `diffusion/unsupported-pipeline`,
 *   `diffusion/scheduler-class`, `diffusion/tiling` for a transformer, and what else `readSchedulerConfig` throws; what the folder and `createSession` of `@alt2img/onnx`
 *   throw, `onnx/interface` for one
 */
export async function loadTextToImage(
  folder: ModelFolder,
  {
    session = {},
    files = {},
    lowMemory = false,
    previewDecoder,
    tiling = false,
    signal,
    onProgress,
  }: LoadTextToImageOptions = {},
): Promise<TextToImage> {
  signal?.throwIfAborted();
  const given = Object.entries(files).filter(([, path]) => path !== undefined);
  const paths: PipelineFiles = { ...pipelineFiles, ...Object.fromEntries(given) };
  const config = await readPipelineConfig(folder, paths, signal);
  if (tiling !== false && (config.kind === "sd3" || config.kind === "flux")) {
    throw new Alt2imgError(
      "diffusion/tiling",
      `${paths.transformer} in ${folder.name} is a transformer, which knows the place of each part of the picture, so it can't draw tiles. Leave tiling out, or take a model with a U-Net.`,
    );
  }
  const scheduler = chooseScheduler(config.scheduler, config.schedulerFile);
  const holder = lowMemory ? oneAtATime() : undefined;
  const options: OpenNetworkOptions = { session, signal, onProgress, holder };
  const pictureOptions: OpenNetworkOptions = { ...options, circularPadding: tiledAxes(tiling) };
  const opened: { close(): Promise<void> }[] = [];
  let closed = false;
  const close = async (): Promise<void> => {
    closed = true;
    await Promise.all(opened.map((each) => each.close()));
  };
  async function open<T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> {
    const network = await opening;
    opened.push(network);
    if (!closed) return network;
    await network.close();
    throw new Alt2imgError("diffusion/closed", `${folder.name} is closed.`);
  }
  const openEncoder = sharedOpening(async (signal): Promise<VaeEncoder> => {
    const purpose = "It turns pictures into latents, which image to image and inpainting need.";
    return open(openVaeEncoder(folder, paths.vaeEncoder, config.vae, { ...pictureOptions, signal, purpose }));
  });
  try {
    const promptEncoder = await openPromptEncoder(folder, config, paths, { ...options, open });
    const unet = await open(openNetworkOf(folder, config, scheduler, paths, pictureOptions));
    const vaeDecoder =
      config.kind === "pixels"
        ? noDecoder
        : await open(openVaeDecoder(folder, paths.vaeDecoder, config.vae, pictureOptions));
    const preview = previewDecoder && (await open(openPreviewDecoder(previewDecoder, config, pictureOptions)));
    await holder?.rest();
    const pipeline: Pipeline = {
      config,
      scheduler,
      promptEncoder,
      unet,
      vaeDecoder,
      previewDecoder: preview ?? vaeDecoder,
      openEncoder: async (signal) => (config.kind === "pixels" ? noEncoder : openEncoder(signal)),
      rest: async () => holder?.rest(),
    };
    const { tokenizer } = promptEncoder;
    return {
      name: folder.name,
      size: ownSize(pipeline),
      contextLength: tokenizer.contextLength,
      guidanceScale: usualGuidance(config),
      // What its owner does with it changes no picture.
      scheduler: structuredClone(scheduler),
      runtime: unet.runtime,
      tokenize: tokenizer.tokenize,
      encode: async (prompt, options) => {
        try {
          return await promptEncoder.encode(prompt, options);
        } finally {
          await pipeline.rest();
        }
      },
      generate: (prompt, options) => generate(pipeline, prompt, options),
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const tiledAxes = (tiling: boolean | "x" | "y"): readonly ("width" | "height")[] => [
  ...(tiling === true || tiling === "x" ? (["width"] as const) : []),
  ...(tiling === true || tiling === "y" ? (["height"] as const) : []),
];

/** The U-Net or transformer. */
function openNetworkOf(
  folder: ModelFolder,
  { kind, network, vae }: PipelineConfig,
  { fields }: SchedulerConfig,
  paths: PipelineFiles,
  options: OpenNetworkOptions,
): Promise<UNet> {
  switch (kind) {
    case "sd3":
      return openSd3Transformer(folder, paths.transformer, network, options);
    case "flux": {
      const trainTimesteps = fields.num_train_timesteps;
      return openFluxTransformer(folder, paths.transformer, network, { ...options, trainTimesteps });
    }
    default:
      return openUNet(folder, paths.unet, network, { ...options, kind, factor: vae.factor });
  }
}

async function openPreviewDecoder(
  folder: ModelFolder,
  { network }: PipelineConfig,
  options: OpenNetworkOptions,
): Promise<VaeDecoder> {
  const path = pipelineFiles.vaeDecoder;
  const config = (await readOptionalJson(folder, configNextTo(path), options.signal)) ?? taesd;
  return openVaeDecoder(folder, path, vaeConfigOf(config, network), options);
}

/** What the `config.json` of https://huggingface.co/madebyollin/taesd says. */
const taesd = { _class_name: "AutoencoderTiny", block_out_channels: [64, 64, 64, 64], scaling_factor: 1 };

/** Pixels are their own latents. */
const noDecoder: VaeDecoder = {
  decode: async (pixels: Tensor): Promise<RasterImage> => pictureOf(pixels),
  close: async () => {},
};
const noEncoder: VaeEncoder = { encode: async (pixels) => ({ mean: pixels }), close: async () => {} };
