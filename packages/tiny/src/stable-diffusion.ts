/**
 * The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`.
 * @module stable-diffusion
 */
// Written by `npm run entries` from what lies in data/ and models/.
import { type PackagedFolder, packagedFolder } from "./packaged-folder.js";
import { stableDiffusionFiles } from "./stable-diffusion-files.js";

/** The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`. Its README is the model card. */
export const tinyStableDiffusion: PackagedFolder = packagedFolder(
  "@alt2img/tiny/stable-diffusion",
  stableDiffusionFiles,
);
