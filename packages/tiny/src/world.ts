import { tinyClip } from "./clip.js";
import { openCrawl, type TinyCrawl, tinyCrawl } from "./crawl.js";
import { tinyLcm } from "./lcm.js";
import { type PackagedFiles, type PackagedFolder, packagedFolder } from "./packaged-folder.js";
import { tinySkewedTwin } from "./skewed-twin.js";
import { tinyStableDiffusion } from "./stable-diffusion.js";
import { packagedTrainingSet, type TinyTrainingSet, tinyTrainingSet } from "./training-set.js";
import { variantOf } from "./variant.js";

/** The parts of the tiny world. Each has its files in a package of its own, called `name`. */
export type TinyWorld = {
  readonly clip: PackagedFolder;
  readonly crawl: TinyCrawl;
  readonly lcm: PackagedFolder;
  readonly skewedTwin: PackagedFolder;
  readonly stableDiffusion: PackagedFolder;
  readonly trainingSet: TinyTrainingSet;
};

/** Opens the tiny world with its files in another location than the installed packages, such as a cache. */
export function openTinyWorld(load: (packageName: string) => Promise<PackagedFiles>): TinyWorld {
  const at = (name: string) => (): Promise<PackagedFiles> => load(name);
  const stableDiffusion = packagedFolder(tinyStableDiffusion.name, at(tinyStableDiffusion.name));
  return {
    clip: packagedFolder(tinyClip.name, at(tinyClip.name)),
    crawl: openCrawl(at(tinyCrawl.name)),
    lcm: variantOf(stableDiffusion, tinyLcm.name, at(tinyLcm.name)),
    skewedTwin: variantOf(stableDiffusion, tinySkewedTwin.name, at(tinySkewedTwin.name)),
    stableDiffusion,
    trainingSet: packagedTrainingSet(at(tinyTrainingSet.name)),
  };
}
