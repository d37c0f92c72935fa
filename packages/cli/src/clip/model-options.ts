import type { ModelVariant } from "@alt2img/clip";
import { type Command, Option } from "commander";
import { type DeviceFlags, deviceOption } from "../models/device-option.js";
import type { ModelKind } from "../models/model-source.js";
import { notEmpty } from "../option-parsers.js";

/** For the `--help` of options and arguments that name a model. */
export const modelHelp =
  "tiny (the tiny CLIP, which knows emoji), a folder, a web address, or an id on Hugging Face, such as Xenova/clip-vit-base-patch32";

export const clipModel: ModelKind = { parts: { tiny: "clip" }, help: modelHelp };

/** What `--variant` and `--device` say. */
export type ModelFlags = DeviceFlags & { variant?: ModelVariant };

export const variantOption = (): Option =>
  new Option(
    "--variant <name>",
    "which of the model's files, by transformers.js' names (default: fp32, or else what there is)",
  ).choices(["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"] satisfies ModelVariant[]);

/** Adds `--model`, `--variant` and `--device` to a command. */
export function withModelOptions(command: Command): Command {
  return command
    .option("-m, --model <model>", modelHelp, notEmpty("a model"), "tiny")
    .addOption(variantOption())
    .addOption(deviceOption());
}

/** For the `--help` of every command that runs a model. */
export const clipHelp = `
What runs the models (@alt2img/clip with ONNX Runtime) takes up 180 MB and isn't installed with alt2img: npm installs it into
your cache folder when a command first needs it. The tiny CLIP (15 MB) and models from Hugging Face are kept there too.

Environment:
  ALT2IMG_CACHE          the folder for what is fetched; by default alt2img in your system's cache folder
  ALT2IMG_REGISTRY       the npm registry; by default the one that npm uses
  HF_TOKEN, HF_ENDPOINT  an access token for Hugging Face, and a mirror`;
