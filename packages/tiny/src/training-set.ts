/**
 * Every drawing that the tiny models learned from.
 * @module training-set
 */
import { filePartsOf } from "./file-parts.js";
import { openTrainingSet, type TrainingSet } from "./open-training-set.js";
import { fileOf, type PackagedFolder, packagedFolder } from "./packaged-folder.js";
import { trainingSetFiles } from "./training-set-files.js";

export { type FileParts, filePartsOf } from "./file-parts.js";
export { openTrainingSet, type RowsOptions, type TrainingSet } from "./open-training-set.js";
export { type TrainingColumn, type TrainingRow, trainingColumns } from "./training-row.js";

const name = "@alt2img/tiny/training-set";
const path = "training-set.parquet";

/**
 * The training set of the tiny models: some 19,000 drawings with their captions, licences and attributes, in one Parquet
 * file, of which only what is asked for is read.
 */
export const tinyTrainingSet: PackagedFolder & TrainingSet = {
  ...packagedFolder(name, trainingSetFiles),
  ...openTrainingSet(filePartsOf(fileOf(name, trainingSetFiles, path))),
};
