import type { EmbeddingShard } from "@alt2img/dataset/search";
import type { Dataset, RowGroupEmbeddings } from "@alt2img/dataset/store";

/** A column of embeddings in memory, each of length 1. */
export type Embeddings = {
  /** Each named after the number of its first row. */
  readonly shards: readonly EmbeddingShard[];
  /** The numbers of the rows without an embedding, or with one that has no direction: all 0, or not finite. */
  readonly missing: ReadonlySet<number>;
};

export async function readEmbeddings(dataset: Dataset, column: string, signal: AbortSignal): Promise<Embeddings> {
  const shards: EmbeddingShard[] = [];
  const missing = new Set<number>();
  for await (const embeddings of dataset.embeddings(column, { signal })) {
    for (const row of embeddings.missing) missing.add(embeddings.start + row);
    for (const row of withoutDirection(embeddings)) missing.add(embeddings.start + row);
    if (embeddings.dimension > 0) shards.push({ name: String(embeddings.start), embeddings });
  }
  return { shards, missing };
}

/** Brings rows to length 1, in place: other programs write embeddings as the model gave them. @returns those that can't be */
function withoutDirection({ data, rows, dimension }: RowGroupEmbeddings): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows; row++) {
    const part = data.subarray(row * dimension, (row + 1) * dimension);
    const length = Math.sqrt(part.reduce((sum, value) => sum + value * value, 0));
    if (!(length > 0 && Number.isFinite(length))) found.push(row);
    else for (let j = 0; j < dimension; j++) part[j]! /= length;
  }
  return found;
}

/** The number in the dataset of a row of a shard. */
export const numberOf = ({ shard, row }: { shard: string; row: number }): number => Number(shard) + row;
