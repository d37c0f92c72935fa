import { Alt2imgError, type ModelFolder } from "@alt2img/core";
import { parseSchedulerJson } from "../schedule/scheduler-config.js";
import { asCount, asNumber, asString, type Json, readJson, readOptionalJson, readText } from "./read-json.js";
import type { UNetConfig } from "./unet.js";
import type { VaeConfig } from "./vae-decoder.js";

/** What the JSON files of a pipeline say, apart from its tokenizer. */
export type PipelineConfig = {
  /** What is in `scheduler_config.json`, not checked yet. */
  readonly scheduler: unknown;
  /** Its path and folder, for messages. */
  readonly schedulerFile: string;
  readonly unet: UNetConfig;
  readonly vae: VaeConfig;
};

/** The pipelines of diffusers whose networks are used as here; optimum puts ORT or Onnx before their names. */
const pipelines = ["StableDiffusionPipeline", "StableDiffusionImg2ImgPipeline", "StableDiffusionInpaintPipeline"];

/** @throws Alt2imgError `diffusion/unsupported-pipeline`, `diffusion/bad-file`, `diffusion/no-such-file` */
export async function readPipelineConfig(
  folder: ModelFolder,
  { unet: unetPath, vaeDecoder }: { unet: string; vaeDecoder: string },
  signal: AbortSignal | undefined,
): Promise<PipelineConfig> {
  checkPipeline(await readJson(folder, "model_index.json", signal), folder.name);
  const schedulerFile = `${schedulerPath} in ${folder.name}`;
  const scheduler = parseSchedulerJson(await readText(folder, schedulerPath, signal), schedulerFile);
  const unetConfig = configNextTo(unetPath);
  const unet = unetConfigOf(await readJson(folder, unetConfig, signal), `${unetConfig} in ${folder.name}`);
  const vae =
    (await readOptionalJson(folder, configNextTo(vaeDecoder), signal)) ??
    (await readOptionalJson(folder, "vae/config.json", signal)) ??
    {};
  return { scheduler, schedulerFile, unet, vae: vaeConfigOf(vae, unet) };
}

const schedulerPath = "scheduler/scheduler_config.json";

const configNextTo = (path: string): string => `${path.slice(0, path.lastIndexOf("/") + 1)}config.json`;

function checkPipeline(index: Json, folder: string): void {
  const name = asString(index["_class_name"]);
  if (name !== undefined && pipelines.includes(name.replace(/^(ORT|Onnx)/, ""))) return;
  const found = name === undefined ? "has no _class_name" : `is of a ${name}`;
  throw new Alt2imgError(
    "diffusion/unsupported-pipeline",
    `model_index.json in ${folder} ${found}; supported are ${pipelines.join(", ")}.`,
  );
}

function unetConfigOf(config: Json, file: string): UNetConfig {
  const size = config["sample_size"];
  const [height, width = height] = Array.isArray(size) ? size.map(asCount) : [asCount(size)];
  return {
    channels: needed(config, "in_channels", file),
    sampleSize: [height ?? 64, width ?? 64],
    crossAttentionDim: needed(config, "cross_attention_dim", file),
  };
}

function needed(config: Json, field: string, file: string): number {
  const value = asCount(config[field]);
  if (value !== undefined) return value;
  const found = JSON.stringify(config[field]) ?? "missing";
  throw new Alt2imgError("diffusion/bad-file", `${file}: ${field} is ${found}; expected a whole number, 1 or more.`);
}

/** Old exports have no config for the autoencoder; then it is Stable Diffusion 1's. */
function vaeConfigOf(config: Json, unet: UNetConfig): VaeConfig {
  const blocks = config["block_out_channels"];
  return {
    channels: asCount(config["latent_channels"]) ?? unet.channels,
    factor: Array.isArray(blocks) && blocks.length > 0 ? 2 ** (blocks.length - 1) : 8,
    scalingFactor: asNumber(config["scaling_factor"]) ?? 0.18215,
    shiftFactor: asNumber(config["shift_factor"]) ?? 0,
  };
}
