/**
 * For Node: writing datasets to a folder.
 * @module store/node
 */
export {
  type AppendOptions,
  type CreateDatasetOptions,
  createDataset,
  type DatasetWriter,
} from "./node/create-dataset.js";
