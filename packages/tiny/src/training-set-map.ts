import type { ReadFileOptions } from "@alt2img/core";
import type { PackagedFolder } from "./packaged-folder.js";

/** Where each drawing of the training set is on a map in which similar drawings are near each other, and a small picture of each. */
export type TrainingSetMap = {
  /** `[rows, 2]`, from 0 to 1: x from the left and y from the top, of each row. */
  readonly positions: Float32Array;
  /** One WebP picture of all drawings: squares in a grid, row by row from the upper left, in the order of their ids. */
  readonly sheet: Uint8Array;
  /** Drawings next to each other on the sheet. */
  readonly across: number;
  /** Width and height of a drawing on the sheet, in pixels. */
  readonly side: number;
};

const LARGEST = 65_535;
/** As `training/alt2img_tiny/shipping/training_set_map.py` draws it. */
const SIDE = 16;

/** @internal */
export async function readTrainingSetMap(folder: PackagedFolder, options?: ReadFileOptions): Promise<TrainingSetMap> {
  const sheet = await folder.read("training-set-map.webp", options);
  const bytes = await folder.read("training-set-map.bin", { signal: options?.signal });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const positions = Float32Array.from({ length: bytes.length / 2 }, (_, i) => view.getUint16(2 * i, true) / LARGEST);
  return { positions, sheet, across: Math.ceil(Math.sqrt(positions.length / 2)), side: SIDE };
}
