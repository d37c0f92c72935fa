/**
 * For Node: writing datasets to a folder, and reading folders of pictures.
 * @module store/node
 */
export {
  type AppendOptions,
  type CreateDatasetOptions,
  createDataset,
  type DatasetWriter,
} from "./node/create-dataset.js";
export { readImageFolder } from "./node/read-image-folder.js";
