export type { EmbeddingMatrix } from "../search/embedding-matrix.js";
export { type ConceptCount, type CountTreeOptions, countTree } from "./count-tree.js";
export { type MapEmbeddingsOptions, mapEmbeddings } from "./map-embeddings.js";
export { drawTile, type MapTile, type MapTilesOptions, mapTiles } from "./map-tiles.js";
