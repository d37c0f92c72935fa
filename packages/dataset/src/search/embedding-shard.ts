import { Alt2imgError } from "@alt2img/core";
import { checkMatrix, type EmbeddingMatrix } from "./embedding-matrix.js";

/** The embeddings of one file, or of another part of a dataset. */
export type EmbeddingShard = {
  /** What hits say; different for each shard. */
  readonly name: string;
  readonly embeddings: EmbeddingMatrix;
  /** The aesthetic score of each row, from 0 to 10, for `aestheticWeight`. `NaN` for a row without one. */
  readonly aesthetic?: Float32Array | undefined;
};

/**
 * @returns the dimension
 * @throws Alt2imgError `dataset/embedding-matrix` if the lengths or dimensions don't fit together, or a name is there twice
 */
export function checkShards(shards: readonly EmbeddingShard[]): number {
  const [first] = shards;
  if (first === undefined) {
    throw new Alt2imgError("dataset/embedding-matrix", "There are no embeddings to search. Pass at least one shard.");
  }
  const names = new Set<string>();
  for (const { name, embeddings, aesthetic } of shards) {
    checkMatrix(embeddings, name);
    const wrong = (problem: string): Alt2imgError => new Alt2imgError("dataset/embedding-matrix", problem);
    if (names.has(name)) throw wrong(`Two shards are named ${name}. Give each one a name of its own.`);
    names.add(name);
    if (embeddings.dimension !== first.embeddings.dimension) {
      throw wrong(
        `The embeddings of ${name} have ${embeddings.dimension} numbers, and those of ${first.name} have ${first.embeddings.dimension}. Search those of one model.`,
      );
    }
    if (aesthetic !== undefined && aesthetic.length !== embeddings.rows) {
      throw wrong(
        `${name} has ${aesthetic.length} aesthetic scores for ${embeddings.rows} rows; give one for each row.`,
      );
    }
  }
  return first.embeddings.dimension;
}

/** Finds the row with a number among all rows of all shards, in their order. */
export function placesOf(shards: readonly EmbeddingShard[]): (at: number) => { shard: EmbeddingShard; row: number } {
  const firsts = firstRows(shards);
  return (at) => {
    let low = 0;
    for (let high = shards.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (firsts[middle]! <= at) low = middle;
      else high = middle;
    }
    // Shards without rows begin where the next one does.
    return { shard: shards[low]!, row: at - firsts[low]! };
  };
}

/** The number of each shard's first row among all. */
export function firstRows(shards: readonly EmbeddingShard[]): number[] {
  let next = 0;
  return shards.map(({ embeddings }) => {
    const first = next;
    next += embeddings.rows;
    return first;
  });
}
