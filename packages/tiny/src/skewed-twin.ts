/**
 * The tiny Stable Diffusion that learned from skewed shares, in the same layout.
 * @module skewed-twin
 */
// Written by `npm run entries` from what lies in data/ and models/.
import { type PackagedFolder, packagedFolder } from "./packaged-folder.js";
import { skewedTwinFiles } from "./skewed-twin-files.js";

/** The tiny Stable Diffusion that learned from skewed shares, in the same layout. Its README is the model card. */
export const tinySkewedTwin: PackagedFolder = packagedFolder("@alt2img/tiny/skewed-twin", skewedTwinFiles);
