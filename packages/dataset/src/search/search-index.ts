import type { Embedding, ImageEmbedder, RasterImage, TextEmbedder } from "@alt2img/core";

/** Where a row is: in which file or other part of the dataset, and its number there, from 0. */
export type RowLocation = { readonly shard: string; readonly row: number };

/** What to look for: an embedding, which needn't be normalised; a text or an image, which need an embedder; or a row of the index. */
export type SearchQuery = Embedding | { readonly text: string } | { readonly image: RasterImage } | RowLocation;

export type SearchHit = RowLocation & {
  /** The cosine of the angle between the embeddings, from −1 to 1. */
  readonly similarity: number;
  /** What hits are ranked by: `similarity`, plus what `aestheticWeight` adds. */
  readonly score: number;
};

export type SearchOptions = {
  /** How many hits, at least 1; there are fewer if the index has no more. Default 10. */
  k?: number | undefined;
  /** Leaves rows out. It is only asked about rows that would be hits otherwise. */
  filter?: ((row: RowLocation) => boolean) | undefined;
  /**
   * Ranks by `similarity + aestheticWeight × aesthetic / 10`, where `aesthetic` is from 0 to 10 as LAION's predictor gives it;
   * `NaN`, for a row without one, counts as 0. Default 0.
   */
  aestheticWeight?: number | undefined;
  /** Leaves out hits that are at least this similar to a better one, such as 0.96. Default: none are left out. */
  dedupe?: number | undefined;
  /** Stops the search, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/** Embeddings that can be searched. */
export type SearchIndex = {
  readonly rows: number;
  readonly dimension: number;
  /**
   * The hits, best first; among equals, in the order of shards and rows.
   *
   * @throws Alt2imgError `dataset/embedding` for a query of another dimension, or that can't be normalised;
   *   `dataset/search-option` for an option out of range; `dataset/no-embedder`, `dataset/no-aesthetic`, `dataset/no-row`
   */
  search(query: SearchQuery, options?: SearchOptions): Promise<SearchHit[]>;
};

/** The models that made the embeddings. CLIP's are an `ImageEmbedder` and a `TextEmbedder`. */
export type SearchEmbedders = {
  /** For queries by text. */
  textEmbedder?: TextEmbedder | undefined;
  /** For queries by image. */
  imageEmbedder?: ImageEmbedder | undefined;
};
