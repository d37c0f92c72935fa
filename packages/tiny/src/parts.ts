// Written by `npm run entries` from what lies in data/ and models/.
import { tinyClip } from "./clip.js";
import { tinyCrawl } from "./crawl.js";
import type { PackagedFolder } from "./packaged-folder.js";
import { tinySkewedTwin } from "./skewed-twin.js";
import { tinyStableDiffusion } from "./stable-diffusion.js";
import { tinyTrainingSet } from "./training-set.js";

/** Everything that is in this package, for programs that list or check it. */
export const tinyParts: readonly PackagedFolder[] = [
  tinyClip,
  tinyCrawl,
  tinySkewedTwin,
  tinyStableDiffusion,
  tinyTrainingSet,
];
