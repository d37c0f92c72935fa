import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import type { ParquetCodecOptions } from "./parquet-codec.js";

/** A Parquet file that is written piece by piece: you take out what has been written, and the offsets continue. */
export type ParquetFile = {
  readonly writer: ParquetWriter;
  /** Encodes one row group from the values of each column. */
  writeRows(columns: readonly { name: string; data: unknown[] }[]): Promise<void>;
  /** Copies bytes as they are. */
  append(bytes: Uint8Array): void;
  /** Where the next byte goes. */
  offset(): number;
  /** Returns and drops what has been written since the last call. */
  take(): Uint8Array<ArrayBuffer>;
  /** Writes the footer. */
  finish(): Promise<void>;
};

export function createParquetFile(
  schema: SchemaElement[],
  { codec = "SNAPPY", compressors = {}, pageSize }: ParquetCodecOptions & { pageSize?: number | undefined } = {},
): ParquetFile {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema, codec, compressors, createdBy: "alt2img" });
  return {
    writer,
    writeRows: async (columns) => {
      const columnData = columns.map((column) => ({ ...column, offsetIndex: pageSize !== undefined }));
      const rowGroupSize = Math.max(columns[0]?.data.length ?? 0, 1);
      await writer.write({ columnData, rowGroupSize, ...(pageSize === undefined ? {} : { pageSize }) });
    },
    append: (more) => bytes.appendBytes(more),
    offset: () => bytes.offset,
    take: () => {
      const taken = new Uint8Array(bytes.getBuffer());
      bytes.index = 0;
      return taken;
    },
    finish: async () => {
      await writer.finish();
    },
  };
}
