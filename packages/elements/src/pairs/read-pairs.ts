import { Alt2imgError, type ImageTextPair, type OnProgress, openBlob, openUrl } from "@alt2img/core";
import { type DatasetRow, openDataset, pairOfRow, readRows } from "@alt2img/dataset/store";

/** Pairs with what was added to them: scores, `quality`, `picture`. */
export type PairRow = ImageTextPair & { readonly [column: string]: unknown };

export type ReadPairsOptions = {
  /** How many at most. */
  readonly limit: number;
  /** Is told why a row can’t be read. */
  readonly onUnread: (message: string) => void;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
};

/**
 * The pairs of a file: Parquet, JSON Lines, CSV or tar, whose content says what it is; or of a dataset’s folder, whose URL ends with a
 * slash. Embeddings are left out.
 *
 * @returns also whether there are more than the limit
 * @throws Alt2imgError `elements/no-pairs`; what `readRows` and `openDataset` of `@alt2img/dataset/store` throw
 */
export async function readPairs(
  source: Blob | string,
  options: ReadPairsOptions,
): Promise<{ pairs: PairRow[]; isCut: boolean }> {
  const { limit, onUnread } = options;
  const pairs: PairRow[] = [];
  let isCut = false;
  for await (const row of await rowsOf(source, options)) {
    const pair = pairOf(row, onUnread);
    if (pair === undefined) continue;
    if (pairs.length === limit) {
      isCut = true;
      break;
    }
    pairs.push(pair);
  }
  if (pairs.length === 0) {
    const name = typeof source === "string" ? source : "The file";
    throw new Alt2imgError(
      "elements/no-pairs",
      `${name} has no pairs of a picture’s address and a text. Give pairs of alt2img or LAION: Parquet, JSON Lines or CSV.`,
    );
  }
  return { pairs, isCut };
}

async function rowsOf(source: Blob | string, options: ReadPairsOptions): Promise<AsyncIterable<DatasetRow>> {
  const { signal, onProgress, onUnread } = options;
  if (typeof source === "string" && new URL(source).pathname.endsWith("/")) return rowsOfDataset(source, options);
  const file = typeof source === "string" ? await openUrl(source, { signal }) : openBlob(source);
  return readRows(file, { signal, onProgress, pictures: true, onDiagnostic: ({ message }) => onUnread(message) });
}

async function* rowsOfDataset(
  url: string,
  { signal, onProgress }: ReadPairsOptions,
): AsyncGenerator<DatasetRow, void, undefined> {
  const dataset = await openDataset(url, { signal });
  const columns = dataset.columns.filter(({ type }) => !type.endsWith("-list")).map(({ name }) => name);
  for await (const { index, row } of dataset.rows({ columns, signal })) {
    yield row as DatasetRow;
    if (index % 1000 === 0) onProgress({ stage: "read", done: index, total: dataset.rowCount, unit: "records" });
  }
}

/** LAION’s rows don’t say on which page the picture was. */
function pairOf(row: DatasetRow, onUnread: (message: string) => void): PairRow | undefined {
  const { image_embedding: _, text_embedding: __, embedding: ___, ...rest } = row;
  try {
    return pairOfRow(rest, { source: "alt", pageUrl: "about:blank" }) as PairRow;
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
    onUnread(error.message);
    return undefined;
  }
}
