export type { EmbeddingMatrix } from "./embedding-matrix.js";
export { type EmbeddingShard, exactSearch } from "./exact-search.js";
export { fromFloat16, toFloat16 } from "./float16.js";
export { toInt8 } from "./int8.js";
export type {
  RowLocation,
  SearchEmbedders,
  SearchHit,
  SearchIndex,
  SearchOptions,
  SearchQuery,
} from "./search-index.js";
