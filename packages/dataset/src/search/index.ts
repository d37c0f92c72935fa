export type { EmbeddingMatrix } from "./embedding-matrix.js";
export type { EmbeddingShard } from "./embedding-shard.js";
export { exactSearch } from "./exact-search.js";
export { fromFloat16, toFloat16 } from "./float16.js";
export { toInt8 } from "./int8.js";
export type { MetadataRows, MetadataRowsOptions } from "./ivf/metadata-rows.js";
export { type IvfHit, type IvfIndex, type IvfSource, type OpenIvfOptions, openIvf } from "./ivf/open-ivf.js";
export { type IvfFiles, type WriteIvfOptions, writeIvf } from "./ivf/write-ivf.js";
export type {
  RowLocation,
  SearchEmbedders,
  SearchHit,
  SearchIndex,
  SearchOptions,
  SearchQuery,
} from "./search-index.js";
