/**
 * The tiny world, as far as it is there: data sets and models, none of which is read before it is asked for.
 * @module index
 */

// Written by `npm run entries` from what lies in data/ and models/.
export { tinyClip } from "./clip.js";
export { type TinyCrawl, tinyCrawl } from "./crawl.js";
export type { PackagedFile } from "./packaged-file.js";
export type { PackagedFolder } from "./packaged-folder.js";
export { tinyParts } from "./parts.js";
export { tinySkewedTwin } from "./skewed-twin.js";
export { tinyStableDiffusion } from "./stable-diffusion.js";
export { tinyTrainingSet } from "./training-set.js";
