import { Alt2imgError, type OnProgress } from "@alt2img/core";
import { mapEmbeddings, mapTiles } from "@alt2img/dataset/map";
import type { Dataset } from "@alt2img/dataset/store";

/** A map of pictures, each of them once. Plain data. */
export type PairMap = {
  /** `[points, 2]`, from 0 to 1, from the left and from the top. */
  readonly positions: Float32Array<ArrayBuffer>;
  /** The row of each point in the dataset. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Their texts. */
  readonly texts: readonly string[];
  /** For each level of zoom, enlarged twice as much as the one before, the points whose pictures have room. */
  readonly levels: readonly (readonly number[])[];
  /** How many rows were read for it, and how many there are. */
  readonly read: number;
  readonly total: number;
};

export type LayOutPairsOptions = {
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
};

/** The time grows with the square of the number. */
const MOST_POINTS = 3000;
const MOST_READ = 20_000;
const NEIGHBOURS = 15;
/** Umap needs a few. */
const LEAST_POINTS = 4;
/** Pictures next to each other in a window. */
const SLOTS = 14;
const LEVELS = 6;
const LONGEST = 200;

/** A text as the map shows it. */
export const shortened = (text: unknown): string => String(text ?? "").slice(0, LONGEST);

/** The levels of a map. */
export const levelsOf = (positions: Float32Array): number[][] =>
  Array.from({ length: LEVELS }, (_, zoom) =>
    mapTiles(positions, zoom, { slots: SLOTS }).flatMap(({ rows }) => [...rows].filter((point) => point >= 0)),
  );

/**
 * A map of the first 20,000 rows of a dataset by their embeddings: each picture once, 3,000 at most, evenly spread over the rows.
 *
 * @throws Alt2imgError `elements/no-embeddings`; what `mapEmbeddings` throws
 */
export async function layOutPairs(
  dataset: Dataset,
  { seed, signal, onProgress }: LayOutPairsOptions,
): Promise<PairMap> {
  const column = embeddingColumn(dataset);
  const end = Math.min(dataset.rowCount, MOST_READ);
  const places = new Map<string, { row: number; text: string }>();
  for await (const { index, row } of dataset.rows({ columns: ["URL", "TEXT"], end, signal })) {
    const url = String(row["URL"]);
    if (!places.has(url)) places.set(url, { row: index, text: shortened(row["TEXT"]) });
  }
  const textOf = new Map([...places.values()].map(({ row, text }) => [row, text]));
  const found: { row: number; embedding: Float32Array }[] = [];
  for await (const { start, rows, dimension, data, missing } of dataset.embeddings(column, { signal })) {
    const isMissing = new Set(missing);
    for (let i = 0; i < rows; i++) {
      const embedding = data.subarray(i * dimension, (i + 1) * dimension);
      if (textOf.has(start + i) && !isMissing.has(i) && embedding.some((value) => value !== 0)) {
        found.push({ row: start + i, embedding: embedding.slice() });
      }
    }
    onProgress({ stage: "read", done: Math.min(start + rows, end), total: end, unit: "records" });
    if (start + rows >= end) break;
  }
  if (found.length < LEAST_POINTS) {
    throw new Alt2imgError(
      "elements/no-embeddings",
      `“${column}” of ${dataset.name} has ${found.length} embeddings; a map needs at least ${LEAST_POINTS}. Make the dataset with embeddings.`,
    );
  }
  const count = Math.min(found.length, MOST_POINTS);
  const chosen = Array.from({ length: count }, (_, i) => found[Math.floor((i * found.length) / count)]!);
  const dimension = chosen[0]!.embedding.length;
  const data = new Float32Array(count * dimension);
  for (const [i, { embedding }] of chosen.entries()) data.set(embedding, i * dimension);
  const neighbours = Math.min(NEIGHBOURS, count - 1);
  const positions = await mapEmbeddings({ rows: count, dimension, data }, { seed, neighbours, signal, onProgress });
  return {
    positions,
    rows: Uint32Array.from(chosen, ({ row }) => row),
    texts: chosen.map(({ row }) => textOf.get(row)!),
    levels: levelsOf(positions),
    read: end,
    total: dataset.rowCount,
  };
}

function embeddingColumn({ columns, name }: Dataset): string {
  const lists = columns.filter(({ type }) => type === "float-list" || type === "float16-list");
  const column = ["image_embedding", "text_embedding"].find((each) => lists.some((list) => list.name === each));
  const found = column ?? lists[0]?.name;
  if (found !== undefined) return found;
  throw new Alt2imgError(
    "elements/no-embeddings",
    `${name} has no embeddings, so there is no map of it. Make the dataset with embeddings.`,
  );
}
