/**
 * Datasets in Parquet: reading them, wherever they are, and asking them questions. `@alt2img/dataset/store/node` writes them.
 * @module store
 */

export type { EmbeddingMatrix } from "../search/embedding-matrix.js";
export { baseColumns, type DatasetColumn } from "./dataset-columns.js";
export type { BytesRead, DatasetSource, OpenFilesOptions } from "./dataset-files.js";
export { type DatasetRow, type PairOfRowOptions, pairOfRow, rowOfPair, rowsOfPairs } from "./dataset-row.js";
export type { RowGroupEmbeddings } from "./embeddings.js";
export { type ReadRowsOptions, type RowReader, readRows } from "./exchange/read-rows.js";
export { namedRow } from "./exchange/row-names.js";
export { type RowFormat, sniffFormat } from "./exchange/sniff-format.js";
export type { FacetOptions, Facets } from "./facets.js";
export type { RowFilter } from "./filter.js";
export {
  compareManifests,
  type DatasetManifest,
  describeRules,
  type ManifestDifference,
  type ManifestInput,
  type ManifestRule,
  type ManifestShard,
  type Provenance,
} from "./manifest.js";
export { type Dataset, type OpenDatasetOptions, openDataset, type SampleOptions } from "./open-dataset.js";
export type { FoundRow, RowsOptions } from "./parts.js";
export type { SearchOptions } from "./search-text.js";
