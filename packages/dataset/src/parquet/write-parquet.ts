import { Alt2imgError, type ImageTextPair, type OnProgress } from "@alt2img/core";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { PairSource } from "../pair-source.js";
import { columns, schema } from "./columns.js";

/** The codecs of Parquet that readers commonly know. */
export type ParquetCodec = "SNAPPY" | "UNCOMPRESSED" | "GZIP" | "ZSTD" | "BROTLI" | "LZ4_RAW";

export type WriteParquetOptions = {
  /**
   * Rows in a row group, the unit that readers load; also how many pairs are held in memory. At least 1.
   * Default 20,000: some 6 MB of text, some 200 MB while it is encoded.
   */
  rowGroupSize?: number | undefined;
  /** Default `"SNAPPY"`, which every reader knows. Any but that and `"UNCOMPRESSED"` needs its function in `compressors`. */
  codec?: ParquetCodec | undefined;
  /** Compressors by codec, such as `{ ZSTD: zstdCompressSync }` of `node:zlib`. */
  compressors?: { [codec in ParquetCodec]?: (input: Uint8Array) => Uint8Array } | undefined;
  /** Stops the writing between two pairs; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"write"`, in pairs. */
  onProgress?: OnProgress | undefined;
};

const DEFAULT_ROW_GROUP_SIZE = 20_000;

/**
 * Pairs as a Parquet file with the columns of LAION: `URL`, `TEXT`, `WIDTH`, `HEIGHT`, and `page`, `source`, `opt_out`,
 * `filename`, `offset`, `length`. Holds one row group in memory; yields a chunk for each, the last with the footer,
 * so the bytes can go to a pipe. No pairs make a valid file without rows. The same pairs and options make the same bytes.
 *
 * @throws Alt2imgError `dataset/row-group-size`, `dataset/parquet-codec`
 * @see https://parquet.apache.org/docs/file-format/
 */
export async function* writeParquet(
  pairs: PairSource,
  {
    rowGroupSize = DEFAULT_ROW_GROUP_SIZE,
    codec = "SNAPPY",
    compressors = {},
    signal,
    onProgress,
  }: WriteParquetOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  if (!Number.isInteger(rowGroupSize) || rowGroupSize < 1) {
    throw new Alt2imgError(
      "dataset/row-group-size",
      `rowGroupSize is ${rowGroupSize}; it should be a whole number of rows, at least 1.`,
    );
  }
  if (codec !== "SNAPPY" && codec !== "UNCOMPRESSED" && compressors[codec] === undefined) {
    throw new Alt2imgError(
      "dataset/parquet-codec",
      `There is no compressor for the codec ${codec}. Give one in compressors, or use SNAPPY or UNCOMPRESSED.`,
    );
  }
  signal?.throwIfAborted();
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema, codec, compressors, createdBy: "alt2img" });
  let rows: ImageTextPair[] = [];
  let done = 0;

  const writeRowGroup = async (): Promise<void> => {
    const columnData = columns.map(({ element, cell }) => ({ name: element.name, data: rows.map(cell) }));
    await parquet.write({ columnData, rowGroupSize: rows.length });
    done += rows.length;
    rows = [];
  };

  for await (const pair of pairs) {
    signal?.throwIfAborted();
    rows.push(pair);
    if (rows.length < rowGroupSize) continue;
    await writeRowGroup();
    yield drain(writer);
    onProgress?.({ stage: "write", done, unit: "pairs" });
  }
  if (rows.length > 0) await writeRowGroup();
  await parquet.finish();
  yield drain(writer);
  onProgress?.({ stage: "write", done, total: done, unit: "pairs" });
}

/** What has been written since the last time. `offset`, the place in the file, goes on. */
function drain(writer: ByteWriter): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(writer.getBuffer());
  writer.index = 0;
  return bytes;
}
