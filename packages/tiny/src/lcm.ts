/**
 * The tiny Stable Diffusion in four steps without guidance, in the same layout: a latent consistency model.
 * @module lcm
 */
import { notInstalled, type PackagedFolder } from "./packaged-folder.js";
import { tinyStableDiffusion } from "./stable-diffusion.js";
import { variantOf } from "./variant.js";

/**
 * The tiny Stable Diffusion, distilled into a latent consistency model: four steps, and a guidance scale of 1. In the same layout, with
 * an `LCMScheduler`. Its README is the model card.
 */
export const tinyLcm: PackagedFolder = /* @__PURE__ */ variantOf(tinyStableDiffusion, "@alt2img/tiny-lcm", async () => {
  // If it isn't installed, bundlers accept the import only inside a `try`.
  try {
    return await import("@alt2img/tiny-lcm");
  } catch (cause) {
    throw notInstalled("@alt2img/tiny-lcm", cause);
  }
});
