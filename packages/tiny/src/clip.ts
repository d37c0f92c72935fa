/**
 * The tiny CLIP, in the layout of Hugging Face's `CLIPModel`.
 * @module clip
 */
import { notInstalled, type PackagedFolder, packagedFolder } from "./packaged-folder.js";

/** The tiny CLIP, in the layout of Hugging Face's `CLIPModel`. Its README is the model card. */
export const tinyClip: PackagedFolder = /* @__PURE__ */ packagedFolder("@alt2img/tiny-clip", async () => {
  // If it isn't installed, bundlers accept the import only inside a `try`.
  try {
    return await import("@alt2img/tiny-clip");
  } catch (cause) {
    throw notInstalled("@alt2img/tiny-clip", cause);
  }
});
