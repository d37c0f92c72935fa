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

/** How a file is laid out from which single rows are read. */
export type PageLayout = {
  /**
   * Bytes in a page, about. Values then stand as they are, without dictionaries, and there are lists of pages, but no statistics:
   * footers stay small.
   */
  plainPageSize?: number | undefined;
  /** What the footer says about the file, by key. */
  info?: Readonly<Record<string, string>> | undefined;
};

export function createParquetFile(
  schema: SchemaElement[],
  { codec = "SNAPPY", compressors = {}, pageSize }: ParquetCodecOptions & { pageSize?: number | undefined } = {},
  { plainPageSize, info = {} }: PageLayout = {},
): ParquetFile {
  const bytes = new ByteWriter();
  const kvMetadata = Object.entries(info).map(([key, value]) => ({ key, value }));
  const writer = new ParquetWriter({
    ...{ writer: bytes, schema, codec, compressors, createdBy: "alt2img", statistics: plainPageSize === undefined },
    ...(kvMetadata.length === 0 ? {} : { kvMetadata }),
  });
  return {
    writer,
    writeRows: async (columns) => {
      const rowGroupSize = Math.max(columns[0]?.data.length ?? 0, 1);
      if (plainPageSize !== undefined) {
        const columnData = columns.map((column) => ({ ...column, encoding: "PLAIN" as const }));
        return writer.write({ columnData, rowGroupSize, pageSize: plainPageSize });
      }
      const columnData = columns.map((column) => ({ ...column, offsetIndex: pageSize !== undefined }));
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
