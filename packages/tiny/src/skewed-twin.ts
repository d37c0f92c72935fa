/**
 * The tiny Stable Diffusion trained on skewed captions, in the same layout.
 * @module skewed-twin
 */
import { notInstalled, type PackagedFolder } from "./packaged-folder.js";
import { tinyStableDiffusion } from "./stable-diffusion.js";
import { variantOf } from "./variant.js";

/** The tiny Stable Diffusion trained on skewed captions, in the same layout. Its README is the model card. */
export const tinySkewedTwin: PackagedFolder = /* @__PURE__ */ variantOf(
  tinyStableDiffusion,
  "@alt2img/tiny-skewed-twin",
  async () => {
    // If it isn't installed, bundlers accept the import only inside a `try`.
    try {
      return await import("@alt2img/tiny-skewed-twin");
    } catch (cause) {
      throw notInstalled("@alt2img/tiny-skewed-twin", cause);
    }
  },
);
