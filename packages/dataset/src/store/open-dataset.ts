import { Alt2imgError } from "@alt2img/core";
import type { Compressors } from "hyparquet";
import { openShard, type RowGroupPart, type Shard } from "../parquet/shard.js";
import { ahead } from "./ahead.js";
import { baseColumns, type DatasetColumn, isHeavy } from "./dataset-columns.js";
import {
  type BytesRead,
  type DatasetFiles,
  type DatasetSource,
  datasetFiles,
  type OpenFilesOptions,
} from "./dataset-files.js";
import { type RowGroupEmbeddings, readEmbeddings } from "./embeddings.js";
import { countFacets, type FacetOptions, type Facets } from "./facets.js";
import { type CompiledFilter, compileFilter } from "./filter.js";
import { type DatasetManifest, MANIFEST, MAX_MANIFEST_BYTES, type ManifestShard, parseManifest } from "./manifest.js";
import { type DatasetPart, type FoundRow, matching, type Parts, type RowsOptions, readRows } from "./parts.js";
import { sampleNumbers } from "./sample.js";
import { findText, type SearchOptions } from "./search-text.js";

export type OpenDatasetOptions = OpenFilesOptions & {
  /** Decompressors by codec, such as those of hyparquet-compressors; SNAPPY and ZSTD don't need one, nor in Node GZIP and BROTLI. */
  decompressors?: Compressors | undefined;
};

export type SampleOptions = Pick<RowsOptions, "filter" | "columns" | "signal"> & {
  /** An integer in [-2⁶³, 2⁶⁴). The same seed gives the same rows everywhere. */
  seed: number | bigint;
  /** How many rows; fewer if there aren't so many. */
  count: number;
};

/** A dataset that is open for reading. Nothing has to be closed. */
export type Dataset = {
  /** What messages call it. */
  readonly name: string;
  /** The number of rows. */
  readonly rowCount: number;
  readonly columns: readonly DatasetColumn[];
  /** `undefined` for Parquet files of other programs. */
  readonly manifest: DatasetManifest | undefined;
  readonly shards: readonly Pick<ManifestShard, "path" | "rows">[];
  /** What has been read so far. */
  readonly read: BytesRead;
  /** One row, from 0. @throws Alt2imgError `dataset/row-number`, `dataset/no-such-column` */
  row(index: number, options?: Pick<RowsOptions, "columns" | "signal">): Promise<FoundRow>;
  /** Rows in their order, one row group in memory. */
  rows(options?: RowsOptions): AsyncGenerator<FoundRow, void, undefined>;
  /**
   * Rows whose text has all words of the query, in the order of the dataset; stop the loop when you have enough. Case and
   * accents don't matter, `"red apple"` in quotes is a phrase. It reads the texts, of which there is no index.
   */
  search(text: string, options?: SearchOptions): AsyncGenerator<FoundRow, void, undefined>;
  /** How often each value of a column occurs; for numbers, a histogram. `"domain"` is of the picture's address. */
  facets(column: string, options?: FacetOptions): Promise<Facets>;
  /** Random rows, each at most once, in their order in the dataset. */
  sample(options: SampleOptions): Promise<FoundRow[]>;
  /** A column of embeddings as matrices, a row group each. */
  embeddings(
    column: string,
    options?: Pick<RowsOptions, "signal">,
  ): AsyncGenerator<RowGroupEmbeddings, void, undefined>;
};

/** Row groups that are read at the same time. */
const WIDTH = 4;

/** So many rows of a row group are read one by one. */
const FEW = 4;

/**
 * Opens a dataset: its folder, wherever it is, or one Parquet file, of alt2img or others. Over HTTP it reads the manifest, and
 * then the parts of the shards that an answer needs, by range requests; a static file server is enough. A folder without a
 * manifest is the Parquet files in it, in the order of their names; a web server can't list those.
 *
 * @throws Alt2imgError `dataset/manifest`, `dataset/not-parquet`, `dataset/parquet-codec`, `dataset/source`, `dataset/no-such-file`; what `openUrl`
 *   throws. Later also `dataset/no-such-column`, `dataset/row-number`, `dataset/threshold`
 */
export async function openDataset(source: DatasetSource, options: OpenDatasetOptions = {}): Promise<Dataset> {
  options.signal?.throwIfAborted();
  const { signal: _, ...later } = options;
  const files = datasetFiles(source, later);
  const text = await files.text(MANIFEST, MAX_MANIFEST_BYTES);
  options.signal?.throwIfAborted();
  const manifest = text === undefined ? undefined : parseManifest(text, `${MANIFEST} of ${files.name}`);
  const shards = shardsOf(files, manifest?.shards ?? (await files.parquetFiles()), options);
  const opened = manifest === undefined ? await Promise.all(shards.map(({ open }) => open())) : undefined;
  const listed = shards.map(({ path }, i) => ({ path, rows: manifest?.shards[i]?.rows ?? opened?.[i]?.rows ?? 0 }));
  if (opened?.length === 0) {
    throw new Alt2imgError("dataset/manifest", `There is no ${MANIFEST} and no Parquet file in ${files.name}.`);
  }
  // Of a dataset without rows, only the columns of every dataset are known.
  const known = manifest?.columns.length === 0 ? baseColumns : manifest?.columns;
  const columns = known ?? opened?.[0]?.columns ?? [];
  return datasetOf(files, manifest, columns, listed, shards);
}

type LazyShard = { readonly path: string; open(): Promise<Shard> };

function shardsOf(
  files: DatasetFiles,
  listed: readonly (ManifestShard | string)[],
  { decompressors }: OpenDatasetOptions,
): LazyShard[] {
  return listed.map((entry) => {
    const { path, bytes, rows, footerBytes } =
      typeof entry === "string" ? { path: entry, bytes: undefined, rows: undefined, footerBytes: undefined } : entry;
    let opening: Promise<Shard> | undefined;
    const open = async (): Promise<Shard> => {
      const file = await files.open(path, bytes);
      const name = file.name ?? path;
      const shard = await openShard(file, { name, footerBytes, decompressors });
      if (rows === undefined || shard.rows === rows) return shard;
      throw new Alt2imgError(
        "dataset/manifest",
        `${name} has ${shard.rows} rows; the manifest says ${rows}. Copy both again.`,
      );
    };
    return {
      path,
      open: () => {
        opening ??= open();
        // A failure isn't kept: the next call tries again.
        opening.catch(() => {
          opening = undefined;
        });
        return opening;
      },
    };
  });
}

function datasetOf(
  files: DatasetFiles,
  manifest: DatasetManifest | undefined,
  columns: readonly DatasetColumn[],
  listed: readonly { path: string; rows: number }[],
  shards: readonly LazyShard[],
): Dataset {
  const starts = listed.map((_, i) => listed.slice(0, i).reduce((sum, { rows }) => sum + rows, 0));
  const rowCount = listed.reduce((sum, { rows }) => sum + rows, 0);

  async function* parts(
    { start = 0, end = rowCount, signal }: Pick<RowsOptions, "start" | "end" | "signal">,
    filter?: CompiledFilter,
  ): AsyncGenerator<DatasetPart, void, undefined> {
    for (const [i, { path, rows }] of listed.entries()) {
      const first = starts[i]!;
      if (first + rows <= start || first >= end || rows === 0) continue;
      signal?.throwIfAborted();
      const shard = await shards[i]!.open();
      // The next footer comes meanwhile. If it fails, it fails again when it is needed.
      const next = i + 1 < shards.length && starts[i + 1]! < end ? shards[i + 1] : undefined;
      next?.open().catch(() => {});
      const inShard = await shard.parts(Math.max(start - first, 0), Math.min(end - first, rows), filter?.pruning);
      for (const part of inShard) {
        signal?.throwIfAborted();
        yield partOf(path, first, part);
      }
    }
  }

  const checkColumns = (names: readonly string[]): void => {
    const missing = names.find((name) => columns.every((column) => column.name !== name));
    if (missing === undefined) return;
    throw new Alt2imgError(
      "dataset/no-such-column",
      `${files.name} has no column “${missing}”; it has ${columns.map(({ name }) => name).join(", ")}.`,
    );
  };

  const light = columns.filter((column) => !isHeavy(column)).map(({ name }) => name);

  async function* rows({ filter, columns: wanted = light, ...where }: RowsOptions = {}): AsyncGenerator<FoundRow> {
    const compiled = compileFilter(filter);
    checkColumns([...wanted, ...compiled.columns]);
    const work = async (part: DatasetPart): Promise<FoundRow[]> =>
      readRows(part, await matching(part, compiled), wanted);
    for await (const found of ahead(parts(where, compiled), WIDTH, work)) yield* found;
  }

  /** Rows of one shard. Few of a row group are read by their pages, many with the whole row group. */
  const readGroup = async (
    numbers: readonly number[],
    wanted: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<FoundRow[]> => {
    const [first, last] = [numbers[0], numbers.at(-1)];
    if (first === undefined || last === undefined) return [];
    const alone = async (start: number): Promise<FoundRow[]> => {
      for await (const part of parts({ start, end: start + 1, signal })) return readRows(part, [0], wanted);
      return [];
    };
    const found: FoundRow[] = [];
    for await (const part of parts({ start: first, end: last + 1, signal })) {
      const inside = numbers.filter((n) => n >= part.start && n < part.start + part.rows);
      if (inside.length <= FEW) found.push(...(await Promise.all(inside.map(alone))).flat());
      else
        found.push(
          ...(await readRows(
            part,
            inside.map((n) => n - part.start),
            wanted,
          )),
        );
    }
    return found;
  };

  const readNumbers = async (
    numbers: readonly number[],
    { columns: wanted = light, signal }: Pick<RowsOptions, "columns" | "signal">,
  ): Promise<FoundRow[]> => {
    checkColumns(wanted);
    const inShard = listed.map(({ rows }, i) => numbers.filter((n) => n >= starts[i]! && n < starts[i]! + rows));
    const found: FoundRow[] = [];
    for await (const some of ahead(inShard, WIDTH, (group) => readGroup(group, wanted, signal))) found.push(...some);
    return found;
  };

  const source: Parts = { columns, parts };
  return {
    name: files.name,
    rowCount,
    columns,
    manifest,
    shards: listed,
    read: files.read,
    rows,
    async row(index, options = {}) {
      if (!(Number.isInteger(index) && index >= 0 && index < rowCount)) {
        throw new Alt2imgError(
          "dataset/row-number",
          `There is no row ${index}: ${files.name} has ${rowCount}, from 0 on.`,
        );
      }
      return (await readNumbers([index], options))[0]!;
    },
    search: (text, options = {}) => findText(source, text, options, { light, checkColumns, name: files.name }),
    facets: (column, options = {}) => countFacets(source, column, options, checkColumns),
    async sample({ seed, count, filter, ...options }) {
      if (filter === undefined) return readNumbers(sampleNumbers(seed, count, rowCount), options);
      const compiled = compileFilter(filter);
      checkColumns(compiled.columns);
      const matches: number[] = [];
      const work = async (part: DatasetPart): Promise<number[]> =>
        (await matching(part, compiled)).map((i) => part.start + i);
      for await (const found of ahead(parts(options, compiled), WIDTH, work)) for (const i of found) matches.push(i);
      const chosen = sampleNumbers(seed, count, matches.length).map((i) => matches[i]!);
      return readNumbers(chosen, options);
    },
    embeddings: (column, options = {}) => readEmbeddings(source, column, options, checkColumns),
  };
}

function partOf(shard: string, first: number, part: RowGroupPart): DatasetPart {
  const rows = part.end - part.start;
  return {
    shard,
    start: first + part.start,
    rows,
    read: async (column) => (await part.read(column)) ?? new Array<unknown>(rows).fill(undefined),
  };
}
