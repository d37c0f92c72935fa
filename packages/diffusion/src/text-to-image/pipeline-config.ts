import { Alt2imgError, asCount, asNumber, asString, type Json, type ModelFolder } from "@alt2img/core";
import { parseSchedulerJson } from "../schedule/scheduler-config.js";
import type { PipelineFiles } from "./pipeline-files.js";
import { readJson, readOptionalJson, readText } from "./read-json.js";
import type { VaeConfig } from "./vae-decoder.js";

/** Which networks a pipeline has, and how they work together: as in diffusers' pipelines for Stable Diffusion, XL and 3, FLUX and DDPM. */
export type PipelineKind = "sd" | "xl" | "sd3" | "flux" | "pixels";

/** What the JSON files of a pipeline say, apart from its tokenizers. */
export type PipelineConfig = {
  readonly kind: PipelineKind;
  /** What is in `scheduler_config.json`, not checked yet. */
  readonly scheduler: unknown;
  /** Its path and folder, for messages. */
  readonly schedulerFile: string;
  readonly network: NetworkConfig;
  readonly vae: VaeConfig;
  /** Whether there is a T5 text encoder. */
  readonly t5: boolean;
  /** Whether guidance without a negative prompt leads away from zeros, not from the states of the empty prompt. */
  readonly forceZeros: boolean;
};

/** What the `config.json` of the U-Net or transformer says. */
export type NetworkConfig = {
  /** Of the latents: what comes out. */
  readonly channels: number;
  /** What goes in: more than the latents, if the network was trained for inpainting. */
  readonly inputChannels: number;
  /** Height and width of the latents that it was trained on. */
  readonly sampleSize: readonly [height: number, width: number];
  /** The hidden size of the text states; `undefined` if the network is told no text. */
  readonly textSize: number | undefined;
  /** How many numbers tell the network the guidance, of which it was distilled: latent consistency models. `undefined` for others. */
  readonly guidanceSize?: number | undefined;
  /** Height and width of the latents must be multiples of it. */
  readonly patch: number;
  /** And should be multiples of it: each level of a U-Net halves them, and most exports can't draw when there is a rest. */
  readonly whole: number;
};

/** By their names without what stands for the task; optimum puts ORT or Onnx before them. */
const kinds: Readonly<Record<string, PipelineKind>> = {
  StableDiffusionPipeline: "sd",
  LatentConsistencyModelPipeline: "sd",
  StableDiffusionXLPipeline: "xl",
  StableDiffusion3Pipeline: "sd3",
  FluxPipeline: "flux",
  DDPMPipeline: "pixels",
  DDIMPipeline: "pixels",
};

/** @throws Alt2imgError `diffusion/unsupported-pipeline`, `diffusion/bad-file`, `diffusion/no-such-file` */
export async function readPipelineConfig(
  folder: ModelFolder,
  paths: PipelineFiles,
  signal: AbortSignal | undefined,
): Promise<PipelineConfig> {
  const index = await readJson(folder, "model_index.json", signal);
  const kind = kindOf(index, folder.name);
  const schedulerFile = `${schedulerPath} in ${folder.name}`;
  const scheduler = parseSchedulerJson(await readText(folder, schedulerPath, signal), schedulerFile);
  const path = configNextTo(kind === "sd3" || kind === "flux" ? paths.transformer : paths.unet);
  const network = networkConfigOf(kind, await readJson(folder, path, signal), `${path} in ${folder.name}`);
  return {
    kind,
    scheduler,
    schedulerFile,
    network,
    vae: kind === "pixels" ? noVae(network) : await readVaeConfig(folder, paths.vaeDecoder, network, signal),
    t5: kind === "flux" || (kind === "sd3" && isThere(index["text_encoder_3"])),
    forceZeros: kind === "xl" && index["force_zeros_for_empty_prompt"] !== false,
  };
}

const schedulerPath = "scheduler/scheduler_config.json";

export const configNextTo = (path: string): string => `${path.slice(0, path.lastIndexOf("/") + 1)}config.json`;

/** A part that a pipeline lacks is `[null, null]`. */
const isThere = (part: unknown): boolean => Array.isArray(part) && part[1] !== null;

function kindOf(index: Json, folder: string): PipelineKind {
  const name = asString(index["_class_name"]);
  const plain = name?.replace(/^(ORT|Onnx)/, "").replace(/(Img2Img|Image2Image|Inpaint)(?=Pipeline$)/, "");
  if (plain !== undefined && Object.hasOwn(kinds, plain)) return kinds[plain]!;
  const found = name === undefined ? "has no _class_name" : `is of a ${name}`;
  throw new Alt2imgError(
    "diffusion/unsupported-pipeline",
    `model_index.json in ${folder} ${found}; supported are ${Object.keys(kinds).join(", ")}, and those for image to image and inpainting.`,
  );
}

function networkConfigOf(kind: PipelineKind, config: Json, file: string): NetworkConfig {
  const size = config["sample_size"];
  const [height, width = height] = Array.isArray(size) ? size.map(asCount) : [asCount(size)];
  const inputChannels = needed(config, "in_channels", file);
  const sampleSize = (own: number) => [height ?? own, width ?? own] as const;
  const outputs = asCount(config["out_channels"]) ?? inputChannels;
  const blocks = config["block_out_channels"];
  const levels = { patch: 1, whole: Array.isArray(blocks) ? 2 ** Math.max(blocks.length - 1, 0) : 8 };
  switch (kind) {
    case "sd":
    case "xl":
      return {
        channels: outputs,
        inputChannels,
        sampleSize: sampleSize(kind === "xl" ? 128 : 64),
        textSize: needed(config, "cross_attention_dim", file),
        guidanceSize: asCount(config["time_cond_proj_dim"]),
        ...levels,
      };
    case "pixels":
      return { channels: inputChannels, inputChannels, sampleSize: sampleSize(64), textSize: undefined, ...levels };
    case "sd3": {
      const textSize = needed(config, "joint_attention_dim", file);
      const patch = asCount(config["patch_size"]) ?? 2;
      return { channels: outputs, inputChannels, sampleSize: sampleSize(128), textSize, patch, whole: patch };
    }
    case "flux":
      // Squares of 2 × 2 latents are one token.
      return {
        channels: inputChannels / 4,
        inputChannels: inputChannels / 4,
        sampleSize: sampleSize(128),
        textSize: needed(config, "joint_attention_dim", file),
        patch: 2,
        whole: 2,
      };
  }
}

function needed(config: Json, field: string, file: string): number {
  const value = asCount(config[field]);
  if (value !== undefined) return value;
  const found = JSON.stringify(config[field]) ?? "missing";
  throw new Alt2imgError("diffusion/bad-file", `${file}: ${field} is ${found}; expected a whole number, 1 or more.`);
}

async function readVaeConfig(
  folder: ModelFolder,
  vaeDecoder: string,
  network: Pick<NetworkConfig, "channels">,
  signal: AbortSignal | undefined,
): Promise<VaeConfig> {
  const config =
    (await readOptionalJson(folder, configNextTo(vaeDecoder), signal)) ??
    (await readOptionalJson(folder, "vae/config.json", signal)) ??
    {};
  return vaeConfigOf(config, network);
}

/** Old exports have no config for the autoencoder; then it is Stable Diffusion 1's. */
export function vaeConfigOf(config: Json, { channels }: Pick<NetworkConfig, "channels">): VaeConfig {
  const blocks = config["block_out_channels"];
  const tiny = config["_class_name"] === "AutoencoderTiny";
  return {
    channels: asCount(config["latent_channels"]) ?? channels,
    factor: Array.isArray(blocks) && blocks.length > 0 ? 2 ** (blocks.length - 1) : 8,
    scalingFactor: asNumber(config["scaling_factor"]) ?? (tiny ? 1 : 0.18215),
    shiftFactor: asNumber(config["shift_factor"]) ?? 0,
  };
}

/** Pixels are latents that need no decoder. */
const noVae = ({ channels }: Pick<NetworkConfig, "channels">): VaeConfig => ({
  channels,
  factor: 1,
  scalingFactor: 1,
  shiftFactor: 0,
});
