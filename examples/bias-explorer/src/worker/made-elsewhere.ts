import { type GridImage, gridImageOfRow, type StoredGridImage } from "@alt2img/bias/grid";
import { Alt2imgError, openBlob, openUrl, type RandomAccessBytes, type RasterImage } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { type DatasetSource, openDataset, readRows, sniffFormat } from "@alt2img/dataset/store";
import { decodeImage, longestEdgeSize, resize } from "@alt2img/image";
import type { Choice } from "../settings.js";
import type { OpenedGrid, Part, Source } from "./protocol.js";

/** More would take a page too much memory. */
const MOST_PICTURES = 20_000;
const SHOWN_PROBLEMS = 5;
/** Of a picture's longer edge, in pixels. The page shows them smaller. */
const LONGEST_EDGE = 128;

let pictures: StoredGridImage[] = [];

type Row = Readonly<Record<string, unknown>>;
type ReadOptions = TaskOptions<Part> & { readonly onProblem: (message: string) => void };

/** Reads a grid of pictures: the folder of a dataset that `alt2img bias grid` made, or a Parquet file of a published set. */
export async function open(source: Source, options: TaskOptions<Part>): Promise<OpenedGrid> {
  const problems: string[] = [];
  let problemCount = 0;
  const onProblem = (message: string): void => {
    problemCount++;
    if (problems.length < SHOWN_PROBLEMS) problems.push(message);
  };
  const { name, rows } = await rowsOf(source, { ...options, onProblem });
  const found: StoredGridImage[] = [];
  for await (const row of rows) {
    if (found.length === MOST_PICTURES) {
      onProblem(`Only the first ${MOST_PICTURES.toLocaleString("en")} pictures are read.`);
      break;
    }
    try {
      found.push(gridImageOfRow(row));
    } catch (error) {
      if (!(error instanceof Alt2imgError)) throw error;
      onProblem(error.message);
    }
  }
  options.signal.throwIfAborted();
  if (found.length === 0) {
    const message = `${name} has no pictures of a grid: rows with the columns image and grid_key, or image, profession and adjective.`;
    throw new Alt2imgError("explorer/no-grid", [message, ...problems].join(" "));
  }
  pictures = found;
  const distinct = (of: (picture: StoredGridImage) => string): string[] => [...new Set(found.map(of))].toSorted();
  return {
    name,
    count: found.length,
    models: distinct(({ model }) => model),
    adjectives: distinct(adjectiveOf),
    professions: distinct(professionOf),
    settings: distinct(({ setting }) => JSON.stringify(setting)),
    problems,
    problemCount,
  };
}

/** The first pictures of a choice, by their seeds. */
export async function picturesOf(choice: Choice, count: number, { signal }: TaskOptions<Part>): Promise<GridImage[]> {
  const chosen = pictures
    .filter(
      (each) =>
        each.model === choice.model &&
        adjectiveOf(each) === choice.adjective &&
        professionOf(each) === choice.profession &&
        JSON.stringify(each.setting) === choice.setting,
    )
    .toSorted((a, b) => a.seed - b.seed)
    .slice(0, count);
  const decoded: GridImage[] = [];
  for (const { file, embedding: _, ...cell } of chosen) {
    signal.throwIfAborted();
    decoded.push({ ...cell, image: small(await decodeImage(file)) });
  }
  return decoded;
}

const adjectiveOf = ({ values }: StoredGridImage): string => values["adjective"] ?? "";

/** Of a grid with other axes, all of their values. */
const professionOf = ({ values }: StoredGridImage): string =>
  values["profession"] ??
  Object.entries(values)
    .filter(([name]) => name !== "adjective")
    .map(([, value]) => value)
    .join(" ");

function small(image: RasterImage): RasterImage {
  const size = longestEdgeSize(image, LONGEST_EDGE);
  return size.width < image.width ? resize(image, size) : image;
}

async function rowsOf(
  source: Source,
  options: ReadOptions,
): Promise<{ readonly name: string; readonly rows: AsyncIterable<Row> }> {
  if (source.kind === "url") {
    const { url } = source;
    // A URL that ends in a slash is the folder of a dataset.
    const isFolder = new URL(url, location.href).pathname.endsWith("/");
    return {
      name: url,
      rows: isFolder ? rowsOfDataset(url, options) : await rowsOfFile(await openUrl(url), url, options),
    };
  }
  const [file, ...others] = source.files;
  if (file === undefined) throw new Alt2imgError("explorer/no-file", "There is no file to open.");
  if (others.length === 0) return { name: file.name, rows: await rowsOfFile(openBlob(file), file.name, options) };
  const files = new Map(source.files.map((each) => [each.name, openBlob(each)]));
  return { name: `${source.files.length} files`, rows: rowsOfDataset(files, options) };
}

async function* rowsOfDataset(
  source: DatasetSource,
  { signal, onPart }: ReadOptions,
): AsyncGenerator<Row, void, undefined> {
  const dataset = await openDataset(source, { signal });
  const columns = dataset.columns.map(({ name }) => name);
  for await (const { index, row } of dataset.rows({ columns, signal })) {
    yield row;
    if (index % 50 === 0) {
      onPart({ type: "progress", stage: "Reading", done: index, total: dataset.rowCount, unit: "records" });
    }
  }
}

/** A Parquet file as a dataset of one file: the published sets have no URLs, which `readRows` asks for. */
async function rowsOfFile(
  file: RandomAccessBytes,
  filename: string,
  options: ReadOptions,
): Promise<AsyncIterable<Row>> {
  const { signal, onPart, onProblem } = options;
  const head = await file.slice(0, Math.min(4096, file.byteLength), { signal });
  if (sniffFormat(new Uint8Array(head)) === "parquet") {
    return rowsOfDataset(new Map([["pictures.parquet", file]]), options);
  }
  return readRows(file, {
    filename,
    signal,
    pictures: true,
    onProgress: (progress) => onPart({ type: "progress", ...progress }),
    onDiagnostic: ({ message }) => onProblem(message),
  });
}
