import { Alt2imgError, type OnProgress } from "@alt2img/core";
import type { SchemaElement } from "hyparquet-writer";
import { schemaOf } from "../../parquet/columns.js";
import { checkExtraKeys, type ExtraColumn, type TableRow, tableColumns } from "../../parquet/extra-columns.js";
import { createParquetFile } from "../../parquet/parquet-file.js";
import { dotProducts } from "../dot/dot-products.js";
import { rowOf, unitVector } from "../embedding-matrix.js";
import { checkShards, type EmbeddingShard, placesOf } from "../embedding-shard.js";
import { toInt8 } from "../int8.js";
import type { RowLocation } from "../search-index.js";
import { assignByGroups, cellTree } from "./cell-tree.js";
import { INFO_KEY, type IvfInfo } from "./ivf-info.js";
import { chooseRows } from "./k-means.js";
import { sketchBytes, sketchWriter } from "./sketch.js";
import { unitRowsOf } from "./unit-rows.js";

export type WriteIvfOptions = {
  /** How many cells. Default: 16 times the square root of the number of rows. */
  cells?: number | undefined;
  /** For k-means and the sketches, a whole number. Default 0. */
  seed?: number | undefined;
  /** What else is known about the rows, such as address, text and size: a Parquet file in the order of the cells. */
  metadata?: { columns: readonly ExtraColumn[]; rowAt: (row: RowLocation) => TableRow | Promise<TableRow> } | undefined;
  /** Stops writing; the call or the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stages `"cells"`, the rows that k-means compares, `"assign"` and `"write"`; in records. */
  onProgress?: OnProgress | undefined;
};

/** The files of an index. Any file server that answers ranges will do. */
export type IvfFiles = {
  /** The small file that is read at first: the centroids, with the number of rows of each cell. */
  readonly cells: Uint8Array<ArrayBuffer>;
  /** Sketches and embeddings, cell after cell. */
  readonly vectors: AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>;
  /** The metadata, in the same order; nothing without `metadata`. */
  readonly rows: AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>;
};

/** Rows that k-means sees for each cell. */
const SAMPLE = 16;

/** 33 MB of embeddings with 512 numbers. */
const VECTOR_ROWS = 1 << 16;

/** So that the values of a column stand next to each other. */
const ONE_PAGE = 2 ** 31 - 1;

/** Small groups and pages: what is read for a row is a page and its group's list of pages. */
const [METADATA_ROWS, METADATA_PAGE] = [1 << 13, 8 << 10];

/**
 * Writes an index for `openIvf`: rows in the order of the cells of a k-means over their embeddings, each with a sketch of one bit
 * a number and its embedding in 8-bit integers. The same input and seed give the same bytes.
 *
 * @throws Alt2imgError what `exactSearch` throws about shards; `dataset/embedding` for a row that can't be normalised;
 *   `dataset/search-option`; `dataset/parquet-column` for metadata that doesn't fit its columns
 */
export async function writeIvf(shards: readonly EmbeddingShard[], options: WriteIvfOptions = {}): Promise<IvfFiles> {
  const { seed = 0, signal, onProgress, metadata } = options;
  signal?.throwIfAborted();
  const dimension = checkShards(shards);
  const total = shards.reduce((sum, { embeddings }) => sum + embeddings.rows, 0);
  const { cells = Math.round(16 * Math.sqrt(total)) } = options;
  if (!Number.isSafeInteger(seed)) throw wrongOption("seed", seed, "a whole number");
  if (!Number.isSafeInteger(cells) || cells < 0) throw wrongOption("cells", cells, "a whole number, at least 1");
  const dot = dotProducts();
  const places = placesOf(shards);
  const unitRow = (at: number): Float32Array<ArrayBuffer> => {
    const { shard, row } = places(at);
    return unitVector(rowOf(shard.embeddings, row), dimension, `Row ${row} of ${shard.name}`);
  };
  const unitRows = (rows: ArrayLike<number>): Float32Array<ArrayBuffer> => {
    const data = new Float32Array(rows.length * dimension);
    for (let i = 0; i < rows.length; i++) data.set(unitRow(rows[i]!), i * dimension);
    return data;
  };
  const turns = (stage: string): ((done: number, all: number) => Promise<void>) => {
    let next = 0;
    return async (done, all) => {
      signal?.throwIfAborted();
      if (done < next && done < all) return;
      next = done + 4096;
      onProgress?.({ stage, done, total: all, unit: "records" });
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    };
  };

  const count = Math.min(Math.max(cells, 1), total);
  const sample = chooseRows(total, Math.min(total, SAMPLE * count), seed);
  const found = await cellTree(
    { rows: sample.length, dimension, data: unitRows(sample) },
    { cells: count, seed, dot, turn: turns("cells") },
  );
  // Readers only know the rounded centroids.
  const rounded = toInt8(found.centroids, dimension);
  const tree = { ...found, centroids: unitRowsOf(rounded.data, dimension) };
  const { centroids } = tree;
  const assigned = new Int32Array(total);
  const turn = turns("assign");
  for (let start = 0; start < total; start += VECTOR_ROWS) {
    const data = unitRows(Array.from({ length: Math.min(VECTOR_ROWS, total - start) }, (_, i) => start + i));
    assigned.set(await assignByGroups(data, tree, dot, (done) => turn(start + done, total)), start);
  }
  const { order, sizes } = orderByCell(assigned, count);

  async function* vectors(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    const file = createParquetFile(vectorSchema(dimension), { codec: "UNCOMPRESSED" }, { plainPageSize: ONE_PAGE });
    const sketch = sketchWriter(dimension, seed);
    const shardNumbers = new Map(shards.map(({ name }, i) => [name, i]));
    const movedTo = new Int32Array(total);
    for (const [position, at] of order.entries()) movedTo[at] = position;
    for (let start = 0; start < total; start += VECTOR_ROWS) {
      signal?.throwIfAborted();
      const part = order.subarray(start, start + VECTOR_ROWS);
      const data = unitRows(part);
      const quantised = toInt8(data, dimension).data;
      const located = Array.from(part, (at) => {
        const { shard, row } = places(at);
        return { shard: shardNumbers.get(shard.name)!, row, aesthetic: shard.aesthetic?.[row] ?? Number.NaN, at };
      });
      const bytes = new Uint8Array(quantised.buffer);
      const sketches = located.map(({ at, ...place }, i) => {
        const cell = assigned[at]! * dimension;
        const embedding = data.subarray(i * dimension, (i + 1) * dimension);
        return sketch({ ...place, embedding, centroid: centroids.subarray(cell, cell + dimension) });
      });
      await file.writeRows([
        { name: "sketch", data: sketches },
        { name: "embedding", data: located.map((_, i) => bytes.subarray(i * dimension, (i + 1) * dimension)) },
        { name: "shard", data: located.map(({ shard }) => shard) },
        { name: "row", data: located.map(({ row }) => row) },
        { name: "moved_to", data: Array.from(movedTo.subarray(start, start + part.length)) },
      ]);
      yield file.take();
      onProgress?.({ stage: "write", done: start + part.length, total, unit: "records" });
    }
    await file.finish();
    yield file.take();
  }

  async function* rows(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    if (metadata === undefined) return;
    const columns = tableColumns(metadata.columns);
    const file = createParquetFile(schemaOf(columns), {}, { plainPageSize: METADATA_PAGE });
    for (let start = 0; start < total; start += METADATA_ROWS) {
      const part: TableRow[] = [];
      for (const at of order.subarray(start, start + METADATA_ROWS)) {
        signal?.throwIfAborted();
        const { shard, row } = places(at);
        const values = await metadata.rowAt({ shard: shard.name, row });
        checkExtraKeys(values, columns);
        part.push(values);
      }
      await file.writeRows(columns.map(({ element, cell }) => ({ name: element.name, data: part.map(cell) })));
      yield file.take();
    }
    await file.finish();
    yield file.take();
  }

  const info: IvfInfo = {
    ...{ version: 1, dimension, seed },
    shards: shards.map(({ name, embeddings }) => ({ name, rows: embeddings.rows })),
  };
  return { cells: await cellsFile(rounded.data, sizes, info), vectors: vectors(), rows: rows() };
}

async function cellsFile(
  centroids: Int8Array<ArrayBuffer>,
  sizes: Int32Array,
  info: IvfInfo,
): Promise<Uint8Array<ArrayBuffer>> {
  const { dimension } = info;
  const schema = schemaOf([
    { element: int32("rows"), key: "rows" },
    { element: fixed("centroid", dimension), key: "" },
  ]);
  const file = createParquetFile(
    schema,
    { codec: "UNCOMPRESSED" },
    { plainPageSize: ONE_PAGE, info: { [INFO_KEY]: JSON.stringify(info) } },
  );
  const bytes = new Uint8Array(centroids.buffer);
  await file.writeRows([
    { name: "rows", data: Array.from(sizes) },
    {
      name: "centroid",
      data: Array.from(sizes, (_, cell) => bytes.subarray(cell * dimension, (cell + 1) * dimension)),
    },
  ]);
  await file.finish();
  return file.take();
}

function vectorSchema(dimension: number): SchemaElement[] {
  const elements = [
    fixed("sketch", sketchBytes(dimension)),
    fixed("embedding", dimension),
    ...["shard", "row", "moved_to"].map(int32),
  ];
  return schemaOf(elements.map((element) => ({ element, key: element.name })));
}

type Element = SchemaElement & { name: string };

const int32 = (name: string): Element => ({ name, type: "INT32", repetition_type: "REQUIRED" });

const fixed = (name: string, type_length: number): Element => ({
  ...{ name, type: "FIXED_LEN_BYTE_ARRAY", type_length, repetition_type: "REQUIRED" },
});

/** The rows' numbers cell after cell, and within a cell in the order of the input; and how many each cell has. */
function orderByCell(assigned: Int32Array, cells: number): { order: Int32Array; sizes: Int32Array } {
  const sizes = new Int32Array(cells);
  for (const cell of assigned) sizes[cell]!++;
  const next = new Int32Array(cells);
  for (let cell = 1; cell < cells; cell++) next[cell] = next[cell - 1]! + sizes[cell - 1]!;
  const order = new Int32Array(assigned.length);
  for (const [at, cell] of assigned.entries()) order[next[cell]!++] = at;
  return { order, sizes };
}

function wrongOption(name: string, value: number, wanted: string): Alt2imgError {
  return new Alt2imgError("dataset/search-option", `${name} is ${value}; it must be ${wanted}.`);
}
