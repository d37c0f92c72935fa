/**
 * The tiny world: data sets and models. Nothing is read before you ask for it.
 * @module index
 */
export { tinyClip } from "./clip.js";
export { type TinyCrawl, tinyCrawl } from "./crawl.js";
export { tinyLcm } from "./lcm.js";
export type { PackagedFile } from "./packaged-file.js";
export type { PackagedFiles, PackagedFolder } from "./packaged-folder.js";
export { tinySkewedTwin } from "./skewed-twin.js";
export { tinyStableDiffusion } from "./stable-diffusion.js";
export { type TinyTrainingSet, tinyTrainingSet } from "./training-set.js";
export { openTinyWorld, type TinyWorld } from "./world.js";
