import type { ModelKind, ModelSource } from "../models/model-source.js";

/** For the `--help` of options that name a model which draws. */
export const diffusionModelHelp =
  "tiny (the tiny Stable Diffusion, which knows emoji), twin (the same, trained on skewed captions), lcm (the same in four steps), a folder, a web address, or an id on Hugging Face, in diffusers' layout with ONNX models";

export const diffusionModel: ModelKind = {
  parts: { tiny: "stableDiffusion", twin: "skewedTwin", lcm: "lcm" },
  help: diffusionModelHelp,
};

/** As the model cards of the tiny models advise; other models have the steps of most, and say their guidance themselves. */
export function usualSettings(source: ModelSource): { readonly steps: number; readonly guidance: number | undefined } {
  if (source.kind !== "tiny") return { steps: 20, guidance: undefined };
  return source.part === "lcm" ? { steps: 4, guidance: 1 } : { steps: 20, guidance: 2.5 };
}

/** For the `--help` of every command that draws. */
export const generateHelp = `
What runs the models (@alt2img/diffusion with ONNX Runtime) isn't installed with alt2img: npm installs it into your cache folder
when a command first needs it. The tiny Stable Diffusion (21 MB) and models from Hugging Face are kept there too.

Environment:
  ALT2IMG_CACHE          the folder for what is fetched; by default alt2img in your system's cache folder
  ALT2IMG_REGISTRY       the npm registry; by default the one that npm uses
  HF_TOKEN, HF_ENDPOINT  an access token for Hugging Face, and a mirror`;
