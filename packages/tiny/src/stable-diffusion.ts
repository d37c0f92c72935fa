/**
 * The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`.
 * @module stable-diffusion
 */
import { type PackagedFolder, packagedFolder } from "./packaged-folder.js";

/** The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`. Its README is the model card. */
export const tinyStableDiffusion: PackagedFolder = /* @__PURE__ */ packagedFolder(
  "@alt2img/tiny-stable-diffusion",
  () => import("@alt2img/tiny-stable-diffusion"),
);
