import type { ModelFolder, OnProgress } from "@alt2img/core";
import type { CreateSessionOptions } from "@alt2img/onnx";
import { chooseScheduler } from "./choose-scheduler.js";
import { encodePrompt, generate, ownSize, type Pipeline } from "./generate.js";
import { readPipelineConfig } from "./pipeline-config.js";
import { openTextEncoder } from "./text-encoder.js";
import type { TextToImage } from "./text-to-image.js";
import { openUNet } from "./unet.js";
import { openVaeDecoder } from "./vae-decoder.js";

export type LoadTextToImageOptions = {
  /** Where the networks run, by default where it is fastest; and in how many threads. */
  session?: Pick<CreateSessionOptions, "device" | "threads" | "runtime"> | undefined;
  /** Other files than `model.onnx` of each part, such as `{ unet: "unet/model_fp16.onnx" }`. */
  files?: Partial<PipelineFiles> | undefined;
  /** Aborts loading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes, for each file of a network. */
  onProgress?: OnProgress | undefined;
};

/** The paths of the networks in the folder. */
export type PipelineFiles = { readonly textEncoder: string; readonly unet: string; readonly vaeDecoder: string };

/**
 * Loads a Stable Diffusion in diffusers' layout, with its networks in ONNX as optimum exports them: `model_index.json`,
 * `scheduler/scheduler_config.json`, `tokenizer/`, `text_encoder/model.onnx`, `unet/model.onnx`, `vae_decoder/model.onnx`, and a
 * `config.json` next to each network.
 *
 * Everything is checked before you get it: the scheduler's class, and the names, types and shapes of what goes into the networks
 * and comes out.
 *
 * @throws Alt2imgError `diffusion/no-such-file`, `diffusion/bad-file`, `diffusion/unsupported-pipeline`,
 *   `diffusion/scheduler-class` and what else `readSchedulerConfig` throws; what the folder and `createSession` of `@alt2img/onnx`
 *   throw, `onnx/interface` for one
 */
export async function loadTextToImage(
  folder: ModelFolder,
  { session = {}, files = {}, signal, onProgress }: LoadTextToImageOptions = {},
): Promise<TextToImage> {
  signal?.throwIfAborted();
  const paths: PipelineFiles = {
    textEncoder: "text_encoder/model.onnx",
    unet: "unet/model.onnx",
    vaeDecoder: "vae_decoder/model.onnx",
    ...files,
  };
  const config = await readPipelineConfig(folder, paths, signal);
  const scheduler = chooseScheduler(config.scheduler, config.schedulerFile);
  const options = { session, signal, onProgress };
  const opened: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((each) => each.close()));
  };
  async function open<T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> {
    const network = await opening;
    opened.push(network);
    return network;
  }
  try {
    const text = { model: paths.textEncoder, tokenizer: "tokenizer", hiddenSize: config.unet.crossAttentionDim };
    const pipeline: Pipeline = {
      config,
      textEncoder: await open(openTextEncoder(folder, text, options)),
      unet: await open(openUNet(folder, paths.unet, config.unet, options)),
      vaeDecoder: await open(openVaeDecoder(folder, paths.vaeDecoder, config.vae, options)),
    };
    const { tokenizer } = pipeline.textEncoder;
    return {
      name: folder.name,
      size: ownSize(pipeline),
      contextLength: tokenizer.contextLength,
      scheduler,
      runtime: pipeline.unet.runtime,
      tokenize: tokenizer.tokenize,
      encode: (prompt, options) => encodePrompt(pipeline, prompt, options),
      generate: (prompt, options) => generate(pipeline, prompt, options),
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
