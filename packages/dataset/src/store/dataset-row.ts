import { Alt2imgError, type ImageTextPair, type TextSource } from "@alt2img/core";
import { checkPair } from "../jsonl/check-pair.js";
import { pairColumns } from "../parquet/columns.js";
import { isExtraName } from "../parquet/extra-columns.js";
import { plainNumber, writtenPair } from "../parquet/read-parquet.js";
import { setOwn } from "../set-own.js";

/**
 * A row of a dataset: values by the names of its columns. An empty cell is left out, or `null`. Any other column is allowed.
 *
 * @see https://laion.ai/blog/laion-5b/ for the columns in capitals, and the scores
 */
export type DatasetRow = {
  /** The picture's address. */
  URL: string;
  TEXT: string;
  /** The picture's own size in pixels, measured after fetching. */
  WIDTH?: number | null;
  HEIGHT?: number | null;
  /** ISO 639-1, as LAION writes it. */
  LANGUAGE?: string | null;
  /** The cosine of the picture's and the text's embedding. */
  similarity?: number | null;
  /** Probability of a watermark. */
  pwatermark?: number | null;
  /** Probability that the picture isn't safe for work. */
  punsafe?: number | null;
  /** Score of an aesthetic predictor, about 0 to 10. */
  aesthetic?: number | null;
  /** 64 bits, signed: LAION's hash of address and text, or another one. */
  hash?: number | bigint | null;
  /** The address of the page. */
  page?: string | null;
  source?: string | null;
  /** Opt-out signals, as `noai, gptbot: noindex`. */
  opt_out?: string | null;
  /** The size that the page declares, in CSS pixels. */
  declared_width?: number | null;
  declared_height?: number | null;
  /** The crawl file, and where in it the page's record is. */
  filename?: string | null;
  offset?: number | bigint | null;
  length?: number | bigint | null;
  /** The host name of the picture's address; written for every row. */
  domain?: string | null;
  image_embedding?: ArrayLike<number> | null;
  text_embedding?: ArrayLike<number> | null;
  /** The picture's file. */
  image?: Uint8Array | null;
  [column: string]: unknown;
};

/** A pair as a row. Keys that pairs don't have themselves keep their names: `similarity`, `WIDTH`, `image_embedding`. */
export function rowOfPair(pair: ImageTextPair): DatasetRow {
  const row: DatasetRow = { URL: pair.imageUrl, TEXT: pair.text };
  for (const { element, cell } of pairColumns) {
    const value = plainNumber(cell(pair));
    if (value !== null) row[element.name] = value;
  }
  for (const [key, value] of Object.entries(pair)) {
    if (isExtraName(key) && value !== undefined && value !== null) setOwn(row, key, value);
  }
  return row;
}

/** Pairs as rows, one by one. */
export async function* rowsOfPairs(
  pairs: AsyncIterable<ImageTextPair> | Iterable<ImageTextPair>,
): AsyncGenerator<DatasetRow, void, undefined> {
  for await (const pair of pairs) yield rowOfPair(pair);
}

export type PairOfRowOptions = {
  /** For rows without a `source`. LAION's texts are all `"alt"`. */
  source?: TextSource | undefined;
  /** For rows without a `page`, such as LAION's. */
  pageUrl?: string | undefined;
};

/**
 * A row as a pair, for the funnel and for JSON Lines: the opposite of `rowOfPair`.
 *
 * @throws Alt2imgError `dataset/row` if something that every pair has is missing
 */
export function pairOfRow(row: DatasetRow, { source, pageUrl }: PairOfRowOptions = {}): ImageTextPair {
  const pair = writtenPair(row);
  pair["source"] ??= source;
  pair["pageUrl"] ??= pageUrl;
  const checked = checkPair(pair);
  if ("pair" in checked) return checked.pair;
  throw new Alt2imgError("dataset/row", `The row of ${String(row.URL).slice(0, 80)} isn't a pair: ${checked.problem}.`);
}
