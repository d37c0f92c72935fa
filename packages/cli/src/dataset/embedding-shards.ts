import type { EmbeddingShard } from "@alt2img/dataset/search";
import type { Dataset } from "@alt2img/dataset/store";

/** A column of embeddings in memory. */
export type Embeddings = {
  /** Each named after the number of its first row. */
  readonly shards: readonly EmbeddingShard[];
  /** The numbers of the rows without an embedding. */
  readonly missing: ReadonlySet<number>;
};

export async function readEmbeddings(dataset: Dataset, column: string, signal: AbortSignal): Promise<Embeddings> {
  const shards: EmbeddingShard[] = [];
  const missing = new Set<number>();
  for await (const { start, dims, data, missing: empty } of dataset.embeddings(column, { signal })) {
    for (const row of empty) missing.add(start + row);
    if (dims[1] > 0) shards.push({ name: String(start), embeddings: { rows: dims[0], dimension: dims[1], data } });
  }
  return { shards, missing };
}

/** The number in the dataset of a row of a shard. */
export const numberOf = ({ shard, row }: { shard: string; row: number }): number => Number(shard) + row;
