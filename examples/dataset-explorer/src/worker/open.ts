import { Alt2imgError, type ImageTextPair, openBlob, openUrl, type RandomAccessBytes } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { domainOf, languageOf, termsOf } from "@alt2img/dataset/funnel";
import { type DatasetRow, type DatasetSource, openDataset, pairOfRow, readRows } from "@alt2img/dataset/store";
import {
  type Grouping,
  groupPairs,
  identityTerms,
  madeUpPairs,
  measureByRules,
} from "@alt2img/elements/funnel/pairs-funnel";
import tinyCrawl from "@alt2img/elements/sample/tiny-crawl.parquet?url";
import type { Opened, Part, Source } from "./protocol.js";

/** Pairs of any source with what was added to them: scores, `quality`, `picture`. */
export type Row = ImageTextPair & { readonly [column: string]: unknown };

/** What is open, in the worker. */
export type Data = {
  readonly pairs: readonly Row[];
  /** The pictures' embeddings, row after row, and which pairs have one. */
  readonly embeddings?: { readonly dimension: number; readonly data: Float32Array; readonly pairs: Uint32Array };
};

/** More would take a page too much memory. */
const MOST_PAIRS = 300_000;
const SHOWN_PROBLEMS = 5;
const MADE_UP_SEED = 13;

/** Reads the pairs of a source, and measures them by every rule. */
export async function open(
  source: Source,
  { signal, onPart }: TaskOptions<Part>,
): Promise<{ data: Data; opened: Opened }> {
  const problems: string[] = [];
  const pairs: Row[] = [];
  let isCut = false;
  const { name, rows } = await rowsOf(source, {
    signal,
    onPart,
    onProblem: (message) => problems.length < SHOWN_PROBLEMS && problems.push(message),
  });
  for await (const pair of rows) {
    if (pairs.length === MOST_PAIRS) {
      isCut = true;
      break;
    }
    pairs.push(pair as Row);
  }
  if (pairs.length === 0) {
    throw new Alt2imgError(
      "explorer/no-pairs",
      [`${name} has no pairs of an image and a text.`, ...problems].join(" "),
    );
  }
  const { embeddings, unusable } = takeEmbeddings(pairs);
  if (unusable > 0) {
    const which = unusable === 1 ? "1 embedding" : `${unusable.toLocaleString("en")} embeddings`;
    problems.push(`${which} can’t be used: their length is 0 or they have other dimensions.`);
  }
  const { table, histograms } = await measureByRules(pairs, { signal });
  const hasTruth = pairs.some(({ quality }) => typeof quality === "string");
  const truth = (pair: ImageTextPair): string => textOf((pair as Row)["quality"]) ?? "(unknown)";
  const licence = (pair: ImageTextPair): string => licenceOf(pair as Row) ?? "(unknown)";
  const hasLicences = pairs.some((pair) => licenceOf(pair) !== undefined);
  const groupings: Grouping[] = [
    groupPairs("language", pairs, languageOf),
    groupPairs("domain", pairs, domainOf),
    groupPairs("identity term", pairs, termsOf(identityTerms)),
    ...(hasLicences ? [groupPairs("licence", pairs, licence)] : []),
    ...(hasTruth ? [groupPairs("what is true", pairs, truth)] : []),
  ];
  return {
    data: { pairs, ...(embeddings === undefined ? {} : { embeddings }) },
    opened: {
      name,
      table,
      groupings,
      histograms,
      dimension: embeddings?.dimension ?? 0,
      hasTruth,
      problems,
      isCut,
    },
  };
}

/** A column's value, if it is a text. */
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The column of a dataset's own, or of LAION-400M, which has “?” where it found none. */
function licenceOf(row: Row): string | undefined {
  const found = textOf(row["licence"]) ?? textOf(row["license"]) ?? textOf(row["LICENSE"]);
  return found === "?" || found === "" ? undefined : found;
}

type ReadOptions = TaskOptions<Part> & { readonly onProblem: (message: string) => void };
type Rows = { readonly name: string; readonly rows: AsyncIterable<ImageTextPair> | Iterable<ImageTextPair> };

async function rowsOf(source: Source, options: ReadOptions): Promise<Rows> {
  switch (source.kind) {
    case "made-up":
      return { name: "made-up pairs", rows: madeUpPairs(source.count, MADE_UP_SEED) };
    case "tiny":
      return { name: "the tiny crawl", rows: rowsOfFile(await openUrl(tinyCrawl), "the tiny crawl", options) };
    case "url":
      return { name: source.url, rows: await rowsOfUrl(source.url, options) };
    case "files": {
      const [file, ...others] = source.files;
      if (file === undefined) throw new Alt2imgError("explorer/no-file", "There is no file to open.");
      if (others.length === 0) return { name: file.name, rows: rowsOfFile(openBlob(file), file.name, options) };
      const files = new Map(source.files.map((each) => [each.name, openBlob(each)]));
      return { name: `${source.files.length} files`, rows: rowsOfDataset(files, options) };
    }
  }
}

/** A URL that ends in a slash is the folder of a dataset. */
async function rowsOfUrl(url: string, options: ReadOptions): Promise<AsyncIterable<ImageTextPair>> {
  return new URL(url, location.href).pathname.endsWith("/")
    ? rowsOfDataset(url, options)
    : rowsOfFile(await openUrl(url), url, options);
}

/** The folder of a dataset, with its manifest. */
async function* rowsOfDataset(
  source: DatasetSource,
  { signal, onPart, onProblem }: ReadOptions,
): AsyncGenerator<ImageTextPair, void, undefined> {
  const dataset = await openDataset(source, { signal });
  const columns = dataset.columns.map(({ name }) => name);
  for await (const { index, row } of dataset.rows({ columns, signal })) {
    yield* pairsOfRow(row as DatasetRow, onProblem);
    if (index % 1000 === 0) onPart({ stage: "read", done: index, total: dataset.rowCount, unit: "records" });
  }
}

/** A file of alt2img, LAION, img2dataset or others; its content says what it is, not its name. */
async function* rowsOfFile(
  file: RandomAccessBytes,
  filename: string,
  { signal, onPart, onProblem }: ReadOptions,
): AsyncGenerator<ImageTextPair, void, undefined> {
  const rows = await readRows(file, {
    filename,
    signal,
    pictures: true,
    onProgress: onPart,
    onDiagnostic: ({ message }) => onProblem(message),
  });
  for await (const row of rows) yield* pairsOfRow(row, onProblem);
}

/** LAION's rows don't say on which page the picture was. */
function* pairsOfRow(row: DatasetRow, onProblem: (message: string) => void): Generator<ImageTextPair, void, undefined> {
  try {
    yield pairOfRow(row, { source: "alt", pageUrl: "about:blank" });
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
    onProblem(error.message);
  }
}

/**
 * Takes the embeddings out of the pairs, which are then smaller, and brings them to length 1.
 *
 * @returns also how many aren't used: those of another dimension than the first one, and those without a direction
 */
function takeEmbeddings(pairs: Row[]): { embeddings: Data["embeddings"]; unusable: number } {
  const found: { pair: number; embedding: ArrayLike<number>; length: number }[] = [];
  let unusable = 0;
  for (const [pair, row] of pairs.entries()) {
    const embedding: unknown = row["image_embedding"] ?? row["embedding"];
    if (!(Array.isArray(embedding) || embedding instanceof Float32Array)) continue;
    const { image_embedding: _, embedding: __, ...rest } = row;
    pairs[pair] = rest as Row;
    const length = Math.sqrt((embedding as number[]).reduce((sum, value) => sum + value * value, 0));
    const dimension = found[0]?.embedding.length ?? embedding.length;
    if (embedding.length === dimension && length > 0 && Number.isFinite(length))
      found.push({ pair, embedding, length });
    else unusable++;
  }
  const dimension = found[0]?.embedding.length;
  if (dimension === undefined) return { embeddings: undefined, unusable };
  const data = new Float32Array(found.length * dimension);
  for (const [row, { embedding, length }] of found.entries()) {
    for (let j = 0; j < dimension; j++) data[row * dimension + j] = embedding[j]! / length;
  }
  return { embeddings: { dimension, data, pairs: Uint32Array.from(found, ({ pair }) => pair) }, unusable };
}
