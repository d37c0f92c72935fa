/**
 * The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`.
 * @module stable-diffusion
 */
import { notInstalled, type PackagedFolder, packagedFolder } from "./packaged-folder.js";

/** The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`. Its README is the model card. */
export const tinyStableDiffusion: PackagedFolder = /* @__PURE__ */ packagedFolder(
  "@alt2img/tiny-stable-diffusion",
  async () => {
    // If it isn't installed, bundlers accept the import only inside a `try`.
    try {
      return await import("@alt2img/tiny-stable-diffusion");
    } catch (cause) {
      throw notInstalled("@alt2img/tiny-stable-diffusion", cause);
    }
  },
);
