import { Alt2imgError, type Embedding } from "@alt2img/core";
import { dotProducts } from "./dot/dot-products.js";
import { rowOf } from "./embedding-matrix.js";
import { checkShards, type EmbeddingShard, firstRows, placesOf } from "./embedding-shard.js";
import { rankRows } from "./rank-rows.js";
import { checkSearchOptions, noRow, resolveQuery } from "./resolve-query.js";
import type { RowLocation, SearchEmbedders, SearchIndex } from "./search-index.js";

/** How many bytes are read before other work on the thread gets its turn. */
const TURN = 64 << 20;

/**
 * Compares a query with every row. Nothing is copied: the arrays are read at each search, at about the speed of memory, and
 * must not change meanwhile. For millions of rows, use `openIvf`.
 *
 * @throws Alt2imgError `dataset/embedding-matrix` if the lengths or dimensions don't fit together, or a name is there twice
 */
export function exactSearch(shards: readonly EmbeddingShard[], embedders: SearchEmbedders = {}): SearchIndex {
  const dimension = checkShards(shards);
  const firsts = firstRows(shards);
  const rows = shards.reduce((sum, { embeddings }) => sum + embeddings.rows, 0);
  const locate = placesOf(shards);
  const dot = dotProducts();
  const location = (at: number): RowLocation => {
    const { shard, row } = locate(at);
    return { shard: shard.name, row };
  };
  const rowAt = ({ shard: name, row }: RowLocation): Embedding => {
    const shard = shards.find((each) => each.name === name);
    if (shard === undefined)
      throw noRow({ shard: name, row }, `it has ${shards.map(({ name: each }) => each).join(", ")}`);
    const { embeddings } = shard;
    if (!Number.isInteger(row) || row < 0 || row >= embeddings.rows) {
      throw noRow({ shard: name, row }, `the shard has ${embeddings.rows}, numbered from 0`);
    }
    return rowOf(embeddings, row);
  };

  return {
    rows,
    dimension,
    async search(query, options = {}) {
      const { k, filter, aestheticWeight, dedupe, signal } = checkSearchOptions(options);
      signal?.throwIfAborted();
      const embedding = await resolveQuery(query, embedders, dimension, rowAt, signal);
      const similarities = new Float32Array(rows);
      for (const [i, { embeddings }] of shards.entries()) {
        const step = Math.max(1, Math.floor(TURN / (dimension * embeddings.data.BYTES_PER_ELEMENT)));
        for (let start = 0; start < embeddings.rows; start += step) {
          const end = Math.min(start + step, embeddings.rows);
          dot(embeddings, { start, end }, embedding, similarities.subarray(firsts[i]! + start, firsts[i]! + end));
          if (end - start === step) await turn();
          signal?.throwIfAborted();
        }
      }
      const scores = aestheticWeight === 0 ? similarities : withAesthetic(similarities, shards, aestheticWeight);
      const ranked = rankRows(scores, {
        k,
        keeps: filter === undefined ? () => true : (at) => filter(location(at)),
        dedupe,
        embeddingOf: (at) => rowAt(location(at)),
      });
      return ranked.map(({ at, score }) => ({ ...location(at), similarity: similarities[at]!, score }));
    },
  };
}

function withAesthetic(similarities: Float32Array, shards: readonly EmbeddingShard[], weight: number): Float64Array {
  const scores = Float64Array.from(similarities);
  let at = 0;
  for (const { name, aesthetic, embeddings } of shards) {
    if (aesthetic === undefined) {
      throw new Alt2imgError(
        "dataset/no-aesthetic",
        `${name} has no aesthetic scores, which aestheticWeight needs. Give its shard aesthetic, or search without it.`,
      );
    }
    for (let row = 0; row < embeddings.rows; row++) scores[at++]! += (weight * (aesthetic[row]! || 0)) / 10;
  }
  return scores;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
