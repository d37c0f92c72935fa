import type { EmbeddingShard } from "@alt2img/dataset/search";
import type { Dataset } from "@alt2img/dataset/store";

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
  for await (const { start, dims, data, missing: empty } of dataset.embeddings(column, { signal })) {
    for (const row of empty) missing.add(start + row);
    for (const row of withoutDirection(data, dims)) missing.add(start + row);
    if (dims[1] > 0) shards.push({ name: String(start), embeddings: { rows: dims[0], dimension: dims[1], data } });
  }
  return { shards, missing };
}

/** Brings rows to length 1, in place: other programs write embeddings as the model gave them. @returns those that can't be */
function withoutDirection(data: Float32Array, [rows, dimension]: readonly [number, number]): number[] {
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
