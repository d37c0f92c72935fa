import { Alt2imgError } from "@alt2img/core";
import type { EmbeddingMatrix } from "../search/embedding-matrix.js";
import type { DatasetPart, Parts, RowsOptions } from "./parts.js";

/** The embeddings of a row group, for `exactSearch`, `writeIvf` and `mapEmbeddings`. */
export type RowGroupEmbeddings = Extract<EmbeddingMatrix, { readonly data: Float32Array }> & {
  /** The file that they are in. */
  readonly shard: string;
  /** The number of the first row in the dataset. */
  readonly start: number;
  /** The rows of the matrix without an embedding, whose numbers are all 0. */
  readonly missing: readonly number[];
};

/** See `Dataset.embeddings`. @throws Alt2imgError `dataset/no-such-column`, `dataset/embedding` */
export async function* readEmbeddings(
  source: Parts,
  column: string,
  { signal }: Pick<RowsOptions, "signal">,
  checkColumns: (names: readonly string[]) => void,
): AsyncGenerator<RowGroupEmbeddings, void, undefined> {
  checkColumns([column]);
  const type = source.columns.find(({ name }) => name === column)?.type;
  if (type !== "float-list" && type !== "float16-list") {
    throw new Alt2imgError("dataset/embedding", `“${column}” has the type ${type}; embeddings are lists of floats.`);
  }
  let dimension: number | undefined;
  const waiting: DatasetPart[] = [];
  const matrix = async (part: DatasetPart, width: number): Promise<RowGroupEmbeddings> => {
    const cells = await part.read(column);
    const data = new Float32Array(part.rows * width);
    const missing: number[] = [];
    for (let i = 0; i < part.rows; i++) {
      const cell = cells[i];
      if (!isList(cell) || cell.length === 0) missing.push(i);
      else if (cell.length === width) data.set(cell as ArrayLike<number>, i * width);
      else {
        throw new Alt2imgError(
          "dataset/embedding",
          `Row ${part.start + i} has an embedding of ${cell.length} numbers in “${column}”; earlier ones have ${width}.`,
        );
      }
    }
    return { shard: part.shard, start: part.start, rows: part.rows, dimension: width, data, missing };
  };
  for await (const part of source.parts({ signal })) {
    dimension ??= await dimensionOf(part, column);
    waiting.push(part);
    // Nothing says how long embeddings are until there is one.
    if (dimension !== undefined) for (const earlier of waiting.splice(0)) yield await matrix(earlier, dimension);
  }
  for (const part of waiting) yield await matrix(part, 0);
}

async function dimensionOf(part: DatasetPart, column: string): Promise<number | undefined> {
  const cells = await part.read(column);
  for (let i = 0; i < part.rows; i++) {
    const cell = cells[i];
    if (isList(cell) && cell.length > 0) return cell.length;
  }
  return undefined;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || value instanceof Float32Array;
}
