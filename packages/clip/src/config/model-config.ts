import { asCount, asNumber, asObject, asString, type Json, type ModelFolder } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import { readJson, readOptionalJson } from "./json.js";

/** How a model was trained, and so what its scores are: CLIP's softmax over a batch, or SigLIP's sigmoid of each pair. */
export type ClipFamily = "clip" | "siglip";

/** What a model's configuration says about it. */
export type ModelConfig = {
  readonly family: ClipFamily;
  /** The checkpoint that it was made from, if the file says so: `"openai/clip-vit-base-patch32"`. */
  readonly checkpoint?: string;
  /** Tokens of a text, with those that mark its start and end. */
  readonly contextLength: number;
  /** How many tokens the text model knows. */
  readonly vocabularySize: number;
  /** Length of an embedding. */
  readonly dimension: number;
  /** Width and height of the pictures that the vision model takes. */
  readonly imageSize: number;
  /** Width and height of a patch, if the vision model has patches. */
  readonly patchSize?: number;
  /** The activation of each tower's layers, as transformers names it, if the configuration says it. */
  readonly activations?: { readonly text?: string; readonly vision?: string };
  /** The id that pads short texts, if the configuration decides it. */
  readonly padId?: number;
  /** In OpenCLIP's configuration: how pictures are prepared. */
  readonly preprocessing?: Json;
};

/** transformers' defaults for what a `config.json` leaves out, which is most of it since version 4.26. */
const defaults: { readonly [family in ClipFamily]: Omit<ModelConfig, "family"> } = {
  clip: { contextLength: 77, vocabularySize: 49408, dimension: 512, imageSize: 224, patchSize: 32 },
  siglip: { contextLength: 64, vocabularySize: 32000, dimension: 768, imageSize: 224, patchSize: 16 },
};

/**
 * Reads `config.json` as transformers writes it, or OpenCLIP's `open_clip_config.json`.
 *
 * @throws Alt2imgError `clip/unsupported-model`, `clip/bad-file`; what `folder.read` throws
 */
export async function readModelConfig(folder: ModelFolder, signal?: AbortSignal): Promise<ModelConfig> {
  const config = await readOptionalJson(folder, "config.json", signal);
  if (config !== undefined && config["model_type"] !== undefined) return transformersConfig(config, folder.name);
  const openClip =
    config?.["text_cfg"] === undefined ? await readOptionalJson(folder, "open_clip_config.json", signal) : config;
  if (openClip !== undefined) return openClipConfig(openClip, folder.name);
  // Neither exists: report the first one as missing.
  return transformersConfig(config ?? (await readJson(folder, "config.json", signal)), folder.name);
}

function transformersConfig(config: Json, folder: string): ModelConfig {
  const family = config["model_type"];
  const text = asObject(config["text_config"]) ?? {};
  const vision = asObject(config["vision_config"]) ?? {};
  if (family !== "clip" && family !== "siglip") {
    throw clipError(
      "unsupported-model",
      `config.json in ${folder} has the model_type ${JSON.stringify(family)}. This package runs “clip” and “siglip”, which include OpenCLIP's, LAION's and MobileCLIP's models.`,
    );
  }
  const standard = defaults[family];
  const checkpoint = asString(config["_name_or_path"]);
  const patchSize = asCount(vision["patch_size"]) ?? standard.patchSize;
  return {
    family,
    ...(checkpoint === undefined || checkpoint === "" ? {} : { checkpoint }),
    contextLength: asCount(text["max_position_embeddings"]) ?? standard.contextLength,
    vocabularySize: asCount(text["vocab_size"]) ?? standard.vocabularySize,
    dimension: embeddingSize(config, text, family),
    imageSize: asCount(vision["image_size"]) ?? standard.imageSize,
    ...(patchSize === undefined ? {} : { patchSize }),
    activations: { ...activation("text", text), ...activation("vision", vision) },
  };
}

const activation = (tower: "text" | "vision", { hidden_act }: Json): { [tower in "text" | "vision"]?: string } =>
  typeof hidden_act === "string" ? { [tower]: hidden_act } : {};

/** SigLIP projects to the text model's width, unless it says otherwise. */
function embeddingSize(config: Json, text: Json, family: ClipFamily): number {
  const size =
    family === "clip"
      ? asCount(config["projection_dim"])
      : (asCount(text["projection_size"]) ?? asCount(text["hidden_size"]));
  return size ?? defaults[family].dimension;
}

/** Also the `config.json` of Apple's MobileCLIP, which has the same parts under other names. */
function openClipConfig(config: Json, folder: string): ModelConfig {
  const model = asObject(config["model_cfg"]) ?? config;
  const text = asObject(model["text_cfg"]);
  const vision = asObject(model["vision_cfg"]) ?? asObject(model["image_cfg"]);
  const dimension = asCount(model["embed_dim"]);
  if (text === undefined || vision === undefined || dimension === undefined) {
    throw clipError(
      "bad-file",
      `The configuration in ${folder} has neither transformers' model_type nor OpenCLIP's embed_dim, text_cfg and vision_cfg.`,
    );
  }
  const hasBias = asNumber(model["init_logit_bias"]) !== undefined;
  const size = vision["image_size"];
  const preprocessing = asObject(config["preprocess_cfg"]);
  const patchSize = asCount(vision["patch_size"]);
  return {
    family: hasBias ? "siglip" : "clip",
    contextLength: asCount(text["context_length"]) ?? 77,
    vocabularySize: asCount(text["vocab_size"]) ?? defaults.clip.vocabularySize,
    dimension,
    imageSize: asCount(Array.isArray(size) ? size[0] : size) ?? 224,
    ...(patchSize === undefined ? {} : { patchSize }),
    ...(model["quick_gelu"] === undefined
      ? {}
      : { activations: both(model["quick_gelu"] === true ? "quick_gelu" : "gelu") }),
    padId: asNumber(text["pad_id"]) ?? 0,
    preprocessing: preprocessing ?? {},
  };
}

const both = (name: string): { text: string; vision: string } => ({ text: name, vision: name });
