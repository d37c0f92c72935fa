import type { Calibration } from "./calibration.js";

/** For embeddings of the tiny CLIP, and for drawings. Made by `bench/calibrate-trained-on.ts`. */
export const tinyClipCalibration: Calibration = {
  byHash: { bias: 2.4112978647077092, bits: -0.15915978848549778, nines: 0 },
  byBoth: { bias: -4.729112175767995, bits: -0.07056975561346851, nines: 3.32750446892463 },
};
