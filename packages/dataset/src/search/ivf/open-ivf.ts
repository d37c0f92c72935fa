import { Alt2imgError, type Embedding, type RandomAccessBytes, readAll } from "@alt2img/core";
import { type FileMetaData, parquetMetadataAsync } from "hyparquet";
import { checkMetadata } from "../../parquet/guarded-parquet.js";
import { bestRows } from "../best-rows.js";
import { dotProducts } from "../dot/dot-products.js";
import { rankRows } from "../rank-rows.js";
import { checkSearchOptions, noRow, resolveQuery } from "../resolve-query.js";
import type {
  RowLocation,
  SearchEmbedders,
  SearchHit,
  SearchIndex,
  SearchOptions,
  SearchQuery,
} from "../search-index.js";
import { chooseRuns } from "./choose-runs.js";
import { type FixedColumn, fixedColumn, GAP } from "./fixed-column.js";
import { ivfError, unreadableIvf } from "./ivf-error.js";
import { INFO_KEY, type IvfInfo, parseIvfInfo } from "./ivf-info.js";
import { type MetadataRows, metadataRows } from "./metadata-rows.js";
import { sketchBytes, sketchReader } from "./sketch.js";
import { unitRowsOf } from "./unit-rows.js";

/** The files of `writeIvf`, wherever they are. */
export type IvfSource = {
  readonly cells: RandomAccessBytes;
  readonly vectors: RandomAccessBytes;
  readonly rows?: RandomAccessBytes | undefined;
};

export type OpenIvfOptions = SearchEmbedders & {
  /**
   * How many bytes a search may read: more find more. At least one cell and the best rows are always read, and the cells of four times
   * `k` rows. With a `filter` that leaves few rows, there may be fewer than `k` hits. Default 2,750,000.
   */
  maxBytes?: number | undefined;
  /** How many of the best rows by their sketches are compared by their embeddings; at least four times `k` are. Default 128. */
  candidates?: number | undefined;
  /** Stops opening; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/** A hit that knows its place in the files of the index. */
export type IvfHit = SearchHit & { readonly position: number };

export type IvfIndex = Omit<SearchIndex, "search"> & {
  /** As `exactSearch`, but it misses a few of the nearest rows, and `similarity` is that of the embedding in 8-bit integers. */
  search(query: SearchQuery, options?: SearchOptions): Promise<IvfHit[]>;
  /** The metadata of hits. Only their pages are read. */
  readRows: MetadataRows;
};

/**
 * Opens an index of `writeIvf`, such as on a static file server: `openUrl` of `@alt2img/core` reads ranges. The file with the cells and
 * the footers are read now; each search reads the sketches of the cells nearest to the query, and then the embeddings of the
 * best rows. Nothing is kept between searches.
 *
 * @throws Alt2imgError `dataset/ivf` if the files aren't such an index; `dataset/search-option`; what reading throws
 */
export async function openIvf(source: IvfSource, options: OpenIvfOptions = {}): Promise<IvfIndex> {
  const { maxBytes = 2_750_000, candidates: wanted = 128, signal, ...embedders } = options;
  checkSearchOptions({ k: wanted });
  if (!(maxBytes >= 0)) {
    throw new Alt2imgError("dataset/search-option", `maxBytes is ${maxBytes}; it must be a number, 0 or more.`);
  }
  const [cells, vectors] = await Promise.all([readCells(source.cells, signal), readFooter(source.vectors)]);
  const { info, centroids, starts } = cells;
  const { dimension, shards, seed } = info;
  const rows = starts.at(-1)!;
  if (Number(vectors.num_rows) !== rows || shards.reduce((sum, shard) => sum + shard.rows, 0) !== rows) {
    throw ivfError(source.vectors, `has ${vectors.num_rows} rows, and the cells have ${rows}`);
  }
  const column = (name: string, width: number): FixedColumn => fixedColumn(source.vectors, vectors, name, width);
  const sketches = column("sketch", sketchBytes(dimension));
  const embeddings = column("embedding", dimension);
  const movedTo = column("moved_to", 4);
  const dot = dotProducts();
  const count = starts.length - 1;
  const readRows = metadataRows(source.rows, rows);

  const embeddingAt = async (location: RowLocation, stop: AbortSignal | undefined): Promise<Embedding> => {
    const at = inputPlace(location, shards);
    const [place] = await movedTo.read([{ start: at, end: at + 1 }], stop);
    const position = new DataView(place!.buffer, place!.byteOffset).getInt32(0, true);
    if (position < 0 || position >= rows) throw ivfError(source.vectors, `says that a row moved to ${position}`);
    const [bytes] = await embeddings.read([{ start: position, end: position + 1 }], stop);
    return unitRowsOf(asInt8(bytes!), dimension);
  };

  async function search(query: SearchQuery, searchOptions: SearchOptions = {}): Promise<IvfHit[]> {
    const { k, filter, aestheticWeight, dedupe, signal: stop } = checkSearchOptions(searchOptions);
    stop?.throwIfAborted();
    const embedding = await resolveQuery(query, embedders, dimension, (row) => embeddingAt(row, stop), stop);
    const best = bestRows(Math.max(wanted, 4 * k));
    const forEmbeddings = Math.max(wanted, 4 * k) * (dimension + GAP);
    const products = new Float32Array(count);
    dot({ rows: count, dimension, data: centroids }, { start: 0, end: count }, embedding, products);
    const most = Math.floor((maxBytes - forEmbeddings) / sketches.width);
    const gap = Math.floor(SKETCH_GAP / sketches.width);
    const runs = chooseRuns(products, starts, { least: 4 * k, most, gap });
    const read = await sketches.read(
      runs.map(({ start, end }) => ({ start: starts[start]!, end: starts[end]! })),
      stop,
    );

    const estimate = sketchReader(embedding, seed);
    const found = new Map<number, RowLocation & { aesthetic: number }>();
    for (const [i, run] of runs.entries()) {
      for (let cell = run.start; cell < run.end; cell++) {
        const own = starts.subarray(cell, cell + 2).map((at) => (at - starts[run.start]!) * sketches.width);
        let position = starts[cell]! - 1;
        for (const row of estimate(
          read[i]!.subarray(own[0], own[1]),
          centroids.subarray(cell * dimension, (cell + 1) * dimension),
        )) {
          position++;
          const aesthetic = (aestheticWeight * (row.aesthetic || 0)) / 10;
          if (!best.accepts(row.similarity + aesthetic, position)) continue;
          const shard = shards[row.shard];
          if (shard === undefined) throw ivfError(source.vectors, `names shard ${row.shard} of ${shards.length}`);
          const location = { shard: shard.name, row: row.row };
          if (filter?.(location) === false) continue;
          best.add(row.similarity + aesthetic, position);
          found.set(position, { ...location, aesthetic });
        }
      }
    }
    stop?.throwIfAborted();

    // In the order of the input, so that equals come in that order.
    const shardOrder = new Map(shards.map(({ name }, i) => [name, i]));
    const candidates = best
      .list()
      .map(({ at: position }) => ({ position, ...found.get(position)! }))
      .sort((a, b) => shardOrder.get(a.shard)! - shardOrder.get(b.shard)! || a.row - b.row);
    const ranges = candidates.map(({ position }) => ({ start: position, end: position + 1 }));
    const data = new Int8Array(candidates.length * dimension);
    for (const [i, bytes] of (await embeddings.read(ranges, stop)).entries()) data.set(asInt8(bytes), i * dimension);
    const unit = unitRowsOf(data, dimension);
    const similarities = new Float32Array(candidates.length);
    const all = { start: 0, end: candidates.length };
    dot({ rows: candidates.length, dimension, data: unit }, all, embedding, similarities);
    const scores = Float64Array.from(similarities, (similarity, i) => similarity + candidates[i]!.aesthetic);
    const ranked = rankRows(scores, {
      ...{ k, dedupe, keeps: () => true },
      embeddingOf: (i) => unit.subarray(i * dimension, (i + 1) * dimension),
    });
    return ranked.map(({ at: i, score }) => {
      const { shard, row, position } = candidates[i]!;
      return { shard, row, similarity: similarities[i]!, score, position };
    });
  }

  return { rows, dimension, search, readRows };
}

type Cells = { info: IvfInfo; centroids: Float32Array<ArrayBuffer>; starts: Int32Array };

async function readCells(source: RandomAccessBytes, signal: AbortSignal | undefined): Promise<Cells> {
  const bytes = await readAll(source, { signal });
  const { name } = source;
  const file: RandomAccessBytes = {
    ...(name === undefined ? {} : { name }),
    byteLength: bytes.length,
    slice: async (start, end) => bytes.slice(start, end).buffer,
  };
  const metadata = await readFooter(file);
  const info = parseIvfInfo(file, metadata.key_value_metadata?.find(({ key }) => key === INFO_KEY)?.value);
  const range = { start: 0, end: Number(metadata.num_rows) };
  const [sizes] = await fixedColumn(file, metadata, "rows", 4).read([range], signal);
  const [centroids] = await fixedColumn(file, metadata, "centroid", info.dimension).read([range], signal);
  const view = new DataView(sizes!.buffer, sizes!.byteOffset, sizes!.byteLength);
  const starts = new Int32Array(range.end + 1);
  for (let cell = 0; cell < range.end; cell++) {
    const size = view.getInt32(4 * cell, true);
    if (size < 0 || starts[cell]! + size > MAX_ROWS) throw ivfError(file, `has a cell of ${size} rows`);
    starts[cell + 1] = starts[cell]! + size;
  }
  return { info, centroids: unitRowsOf(asInt8(centroids!), info.dimension), starts };
}

/** Sketches that are read to save a request; they count in `maxBytes`, and their rows may be found. */
const SKETCH_GAP = 8 << 10;

const MAX_ROWS = 2 ** 31 - 1;

/** @throws Alt2imgError `dataset/ivf` */
async function readFooter(file: RandomAccessBytes): Promise<FileMetaData> {
  try {
    const metadata = await parquetMetadataAsync(file, { initialFetchSize: 16 << 10 });
    checkMetadata(metadata, file.byteLength);
    return metadata;
  } catch (cause) {
    throw unreadableIvf(file, cause);
  }
}

/** The number of a row among all rows of the input. */
function inputPlace(location: RowLocation, shards: IvfInfo["shards"]): number {
  let first = 0;
  for (const { name, rows } of shards) {
    if (name !== location.shard) {
      first += rows;
      continue;
    }
    const { row } = location;
    if (Number.isInteger(row) && row >= 0 && row < rows) return first + row;
    throw noRow(location, `the shard has ${rows}, numbered from 0`);
  }
  throw noRow(location, `it has ${shards.map(({ name }) => name).join(", ")}`);
}

function asInt8(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
