/**
 * The tiny CLIP, in the layout of Hugging Face's `CLIPModel`.
 * @module clip
 */
// Written by `npm run entries` from what lies in data/ and models/.
import { clipFiles } from "./clip-files.js";
import { type PackagedFolder, packagedFolder } from "./packaged-folder.js";

/** The tiny CLIP, in the layout of Hugging Face's `CLIPModel`. Its README is the model card. */
export const tinyClip: PackagedFolder = packagedFolder("@alt2img/tiny/clip", clipFiles);
