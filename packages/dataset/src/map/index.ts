export type { EmbeddingMatrix } from "../search/embedding-matrix.js";
export { type ConceptCount, type CountTreeOptions, countTree } from "./count-tree.js";
export { mapEmbeddings } from "./map-embeddings.js";
export type { MapEmbeddingsOptions } from "./map-options.js";
export { drawTile, type MapTile, type MapTilesOptions, mapTiles } from "./map-tiles.js";
