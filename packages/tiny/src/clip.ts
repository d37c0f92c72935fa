/**
 * The tiny CLIP, in the layout of Hugging Face's `CLIPModel`.
 * @module clip
 */
import { type PackagedFolder, packagedFolder } from "./packaged-folder.js";

/** The tiny CLIP, in the layout of Hugging Face's `CLIPModel`. Its README is the model card. */
export const tinyClip: PackagedFolder = /* @__PURE__ */ packagedFolder(
  "@alt2img/tiny-clip",
  () => import("@alt2img/tiny-clip"),
);
