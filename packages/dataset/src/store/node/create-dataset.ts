import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Alt2imgError, type OnProgress } from "@alt2img/core";
import { makeFolder, writeWhole } from "@alt2img/core/node";
import type { ParquetCodecOptions } from "../../parquet/parquet-codec.js";
import { checkOptions, writeRows } from "../../parquet/write-rows.js";
import { addFunnelCounts } from "../add-counts.js";
import { columnsOfRows, type DatasetColumn, isHeavy, parquetColumns } from "../dataset-columns.js";
import type { DatasetRow } from "../dataset-row.js";
import {
  type DatasetManifest,
  formatManifest,
  MANIFEST,
  type ManifestShard,
  type Provenance,
  parseManifest,
} from "../manifest.js";

export type CreateDatasetOptions = ParquetCodecOptions & {
  /** Continues a dataset that is there already, with its columns; without this, it is an error. Default `false`. */
  append?: boolean | undefined;
  /** Columns beyond those of every dataset. Others are inferred from the first 1,000 rows. */
  columns?: readonly DatasetColumn[] | undefined;
  /** How columns whose name ends in `_embedding` are stored, unless they are in `columns`. Default `"float32"`. */
  embeddings?: "float32" | "float16" | undefined;
  /** Rows in a file. Default 100,000. */
  shardRows?: number | undefined;
  /** Rows in a row group, which are held in memory. Default 10,000; 1,000 with embeddings or pictures. */
  rowGroupSize?: number | undefined;
  /** How the dataset is made; goes into the manifest. What `append` gives is added to it. */
  provenance?: Provenance | undefined;
};

export type AppendOptions = {
  /** The files that these rows come from. */
  inputs?: Provenance["inputs"] | undefined;
  /** What was left out; read when the rows are written, so it may be the counts of a running funnel. */
  counts?: Provenance["counts"] | undefined;
  /** Stops writing; nothing of this append is kept. */
  signal?: AbortSignal | undefined;
  /** Stage `"write"`, in pairs. */
  onProgress?: OnProgress | undefined;
};

/** A dataset that is being written. */
export type DatasetWriter = {
  readonly folder: string;
  /** What is in the folder now. */
  readonly manifest: DatasetManifest;
  /** Adds all of these rows or, after an error, an abort or a kill, none of them. */
  append(rows: AsyncIterable<DatasetRow> | Iterable<DatasetRow>, options?: AppendOptions): Promise<void>;
  /** No append after this. Rejects what an append that is still running would add. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

const INFERRED_ROWS = 1000;
/** Pages of this size are about a millisecond to decode, and small enough to load for a single row. */
const PAGE_SIZE = 64 * 1024;
const SHARD = /^pairs-\d{5,}\.parquet$/;

/**
 * Makes a folder a dataset: `manifest.json`, and Parquet files `pairs-00000.parquet`, … with LAION's columns. The manifest is
 * replaced last and at once, and what it doesn't list isn't part of the dataset; so at every moment, even after a kill or a
 * power cut, the folder is the dataset as it was before or after an append. The same rows and options give the same bytes.
 *
 * One program at a time may write to a folder. A second one is noticed, if not in every case, and refused.
 *
 * @throws Alt2imgError `dataset/exists` if there is a dataset and `append` isn't set, or files of such names without a
 *   manifest; `dataset/manifest`;
 *   `dataset/shard-rows`, `dataset/row-group-size`, `dataset/parquet-codec`, `dataset/parquet-column`; and from `append` also
 *   `dataset/row`, `dataset/changed` if another program has written to the folder, `dataset/closed`, and what the rows throw
 */
export async function createDataset(folder: string, options: CreateDatasetOptions = {}): Promise<DatasetWriter> {
  const { append = false, columns: declared = [], embeddings = "float32", shardRows = 100_000 } = options;
  checkOptions(options);
  columnsOfRows([], declared, embeddings);
  if (!(Number.isInteger(shardRows) && shardRows >= 1)) {
    throw new Alt2imgError("dataset/shard-rows", `shardRows is ${shardRows}; it must be a whole number, at least 1.`);
  }
  await makeFolder(folder);
  const path = join(folder, MANIFEST);
  const found = await readManifest(path);
  if (found !== undefined && !append) {
    throw new Alt2imgError(
      "dataset/exists",
      `There is a dataset in ${folder} already. Choose another folder, or continue it with \`append: true\`.`,
    );
  }
  if (found === undefined) await checkUnused(folder);
  let manifest = found ?? emptyManifest(options.provenance);
  let written = formatManifest(manifest);
  if (found === undefined) await writeWhole(path, written);
  await removeOrphans(folder, manifest);
  let isClosed = false;
  let last: Promise<void> = Promise.resolve();

  async function appendRows(
    rows: AsyncIterable<DatasetRow> | Iterable<DatasetRow>,
    { inputs, counts, signal, onProgress }: AppendOptions,
  ): Promise<void> {
    checkOpen();
    signal?.throwIfAborted();
    const source = await lookAhead(rows, manifest.columns.length > 0 ? 1 : INFERRED_ROWS);
    const columns = manifest.columns.length > 0 ? manifest.columns : columnsOfRows(source.head, declared, embeddings);
    const shards: ManifestShard[] = [];
    let done = 0;
    try {
      while (!(await source.isEmpty())) {
        const name = `pairs-${String(manifest.shards.length + shards.length).padStart(5, "0")}.parquet`;
        const shard = await writeShard(join(folder, name), source.take(shardRows), columns, { ...options, signal });
        shards.push({ path: name, ...shard });
        done += shard.rows;
        onProgress?.({ stage: "write", done, unit: "pairs" });
      }
      const next: DatasetManifest = {
        ...manifest,
        rows: manifest.rows + done,
        columns: manifest.rows + done > 0 ? columns : [],
        shards: [...manifest.shards, ...shards],
        provenance: addProvenance(manifest.provenance, { inputs, counts }),
      };
      const text = formatManifest(next);
      signal?.throwIfAborted();
      checkOpen();
      await checkUnchanged();
      await writeWhole(path, text);
      manifest = next;
      written = text;
    } catch (error) {
      await source.close();
      if (!(error instanceof Alt2imgError && error.code === "dataset/changed")) {
        for (const shard of shards) await rm(join(folder, shard.path), { force: true });
      }
      throw error;
    }
    onProgress?.({ stage: "write", done, total: done, unit: "pairs" });
  }

  function checkOpen(): void {
    if (!isClosed) return;
    throw new Alt2imgError("dataset/closed", `The writer of ${folder} is closed. Open it again with \`append: true\`.`);
  }

  async function checkUnchanged(): Promise<void> {
    if ((await readFile(path, "utf8").catch(() => undefined)) === written) return;
    throw new Alt2imgError(
      "dataset/changed",
      `Another program has changed ${path} since this one opened it, so the rows weren't added. Let only one program write to a dataset.`,
    );
  }

  const close = async (): Promise<void> => {
    isClosed = true;
    await last.catch(() => {});
  };
  return {
    folder,
    get manifest() {
      return manifest;
    },
    append(rows, appendOptions = {}) {
      const work = last.catch(() => {}).then(() => appendRows(rows, appendOptions));
      last = work;
      return work;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function emptyManifest(provenance: Provenance = {}): DatasetManifest {
  return { format: "alt2img-dataset", version: 1, rows: 0, columns: [], shards: [], provenance };
}

function addProvenance(before: Provenance, { inputs, counts }: AppendOptions): Provenance {
  return {
    ...before,
    ...(inputs === undefined ? {} : { inputs: [...(before.inputs ?? []), ...inputs] }),
    ...(counts === undefined ? {} : { counts: addFunnelCounts(before.counts, counts) }),
  };
}

async function readManifest(path: string): Promise<DatasetManifest | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseManifest(text, path);
}

/** A dataset gets its manifest before its first shard, so shards without one are from elsewhere. */
async function checkUnused(folder: string): Promise<void> {
  const [shard] = (await readdir(folder)).filter((name) => SHARD.test(name)).sort();
  if (shard === undefined) return;
  throw new Alt2imgError(
    "dataset/exists",
    `There is ${shard}, but no ${MANIFEST}, in ${folder}, and a new dataset would replace it. Choose another folder, or move it away.`,
  );
}

/** Removes what a kill has left: files that were being written, and shards that didn't get into the manifest. */
async function removeOrphans(folder: string, { shards }: DatasetManifest): Promise<void> {
  const listed = new Set(shards.map(({ path }) => path));
  for (const name of await readdir(folder)) {
    const whole = name.replace(/\.[0-9a-f-]{36}\.partial$/, "");
    const isPartial = whole !== name && (SHARD.test(whole) || whole === MANIFEST);
    if (isPartial || (SHARD.test(name) && !listed.has(name))) await rm(join(folder, name), { force: true });
  }
}

type ShardOptions = CreateDatasetOptions & { signal: AbortSignal | undefined };

async function writeShard(
  path: string,
  rows: AsyncIterable<DatasetRow>,
  columns: readonly DatasetColumn[],
  { codec, compressors, rowGroupSize = columns.some(isHeavy) ? 1000 : 10_000, signal }: ShardOptions,
): Promise<Omit<ManifestShard, "path">> {
  const known = parquetColumns(columns);
  const sha256 = createHash("sha256");
  let count = 0;
  let bytes = 0;
  let footerBytes = 0;
  async function* counted(): AsyncGenerator<DatasetRow> {
    for await (const row of rows) {
      yield row;
      count++;
    }
  }
  async function* hashed(): AsyncGenerator<Uint8Array> {
    const options = { codec, compressors, rowGroupSize, pageSize: PAGE_SIZE, signal };
    for await (const chunk of writeRows(counted(), () => known, "pairs", options)) {
      sha256.update(chunk);
      bytes += chunk.length;
      // The last chunk ends with the footer's length and `PAR1`.
      if (chunk.length >= 8)
        footerBytes = new DataView(chunk.buffer).getUint32(chunk.byteOffset + chunk.length - 8, true);
      yield chunk;
    }
  }
  await writeWhole(path, hashed(), { signal });
  return { rows: count, bytes, sha256: sha256.digest("hex"), footerBytes: footerBytes + 8 };
}

type Source = {
  /** The first rows, to look at. */
  readonly head: readonly DatasetRow[];
  isEmpty(): Promise<boolean>;
  /** The next rows, at most so many. */
  take(count: number): AsyncGenerator<DatasetRow, void, undefined>;
  close(): Promise<void>;
};

async function lookAhead(rows: AsyncIterable<DatasetRow> | Iterable<DatasetRow>, count: number): Promise<Source> {
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  const waiting: DatasetRow[] = [];
  const fill = async (wanted: number): Promise<void> => {
    while (waiting.length < wanted) {
      const { done, value } = await iterator.next();
      if (done === true) return;
      waiting.push(value);
    }
  };
  await fill(count);
  return {
    head: [...waiting],
    async isEmpty() {
      await fill(1);
      return waiting.length === 0;
    },
    async *take(most) {
      // The head is short, so that shifting doesn't cost much.
      for (let i = 0; i < most; i++) {
        await fill(1);
        const row = waiting.shift();
        if (row === undefined) return;
        yield row;
      }
    },
    async close() {
      await iterator.return?.();
    },
  };
}
