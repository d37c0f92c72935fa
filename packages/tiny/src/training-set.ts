/**
 * Every drawing that the tiny models learned from.
 * @module training-set
 */
import { openUrl, type RandomAccessBytes, type ReadFileOptions } from "@alt2img/core";
import { openTrainingSet, type TrainingSet } from "./open-training-set.js";
import { fileOf, type LoadFiles, notInstalled, type PackagedFolder, packagedFolder } from "./packaged-folder.js";
import { readTrainingSetMap, type TrainingSetMap } from "./training-set-map.js";

export { openTrainingSet, type RowsOptions, type TrainingSet } from "./open-training-set.js";
export { type TrainingColumn, type TrainingRow, trainingColumns } from "./training-row.js";
export type { TrainingSetMap } from "./training-set-map.js";

/** The training set as files, row by row, and as a map. */
export type TinyTrainingSet = PackagedFolder &
  TrainingSet & {
    /**
     * A map of all drawings, computed once from their embeddings: 1.7 MB, with a small picture of each.
     * @throws Alt2imgError what `read` throws
     */
    map(options?: ReadFileOptions): Promise<TrainingSetMap>;
  };

/**
 * @internal
 * @param load loads the location of its file
 */
export function packagedTrainingSet(load: LoadFiles): TinyTrainingSet {
  const folder = packagedFolder("@alt2img/tiny-training-set", load);
  const open = async (): Promise<RandomAccessBytes> => {
    const { url, bytes } = await fileOf(folder, "training-set.parquet");
    return openUrl(url, { byteLength: bytes });
  };
  return { ...folder, ...openTrainingSet(open), map: (options) => readTrainingSetMap(folder, options) };
}

/**
 * The training set of the tiny models: some 19,000 drawings with their captions, licences and attributes, in one Parquet
 * file. Only what you ask for is read.
 */
export const tinyTrainingSet: TinyTrainingSet = /* @__PURE__ */ packagedTrainingSet(async () => {
  // If it isn't installed, bundlers accept the import only inside a `try`.
  try {
    return await import("@alt2img/tiny-training-set");
  } catch (cause) {
    throw notInstalled("@alt2img/tiny-training-set", cause);
  }
});
