import type { RandomAccessBytes } from "@alt2img/core";
import { type Compressors, type FileMetaData, parquetSchema, type SchemaTree } from "hyparquet";
import { decompressorsFor } from "./decompressors.js";
import { type PageGuard, pageGuard } from "./page-guard.js";

/** A file for hyparquet's functions: its metadata has been checked, and its pages are checked before they are decoded. */
export type GuardedParquet = {
  readonly file: RandomAccessBytes;
  readonly schema: SchemaTree;
  readonly compressors: Compressors;
};

/** @throws Alt2imgError `dataset/parquet-codec`; Error for metadata that claim more than there can be */
export async function guardParquet(
  file: RandomAccessBytes,
  metadata: FileMetaData,
  { name, decompressors }: { name: string; decompressors?: Compressors | undefined },
): Promise<GuardedParquet> {
  const schema = checkMetadata(metadata, file.byteLength);
  const compressors = await decompressorsFor(metadata, { name, decompressors });
  const guard = pageGuard(metadata, schema, { byteLength: file.byteLength, compressors });
  return { file: { ...file, slice: guardedSlice(file, guard) }, schema, compressors: guard.compressors };
}

/** Checks what would otherwise cost memory before it fails, and whether the data have room; returns the schema. @throws Error */
export function checkMetadata(metadata: FileMetaData, byteLength: number): SchemaTree {
  checkRoom(metadata, byteLength);
  const schema = parquetSchema(metadata);
  let rows = 0n;
  for (const { num_rows, columns } of metadata.row_groups) {
    if (num_rows < 0n) throw new Error(`a row group has ${num_rows} rows`);
    for (const { meta_data: chunk } of columns) {
      if (chunk !== undefined && chunk.num_values < num_rows) throw new Error(`a column has fewer values than rows`);
    }
    rows += num_rows;
  }
  if (rows !== metadata.num_rows) throw new Error(`it says ${metadata.num_rows} rows, but its row groups have ${rows}`);
  return schema;
}

/** The footer is at the end: a file whose beginning is missing still has it, and places the data farther than there are bytes. */
function checkRoom({ row_groups, metadata_length }: FileMetaData, byteLength: number): void {
  const room = byteLength - metadata_length - 8;
  for (const { file_path, meta_data: chunk } of row_groups.flatMap(({ columns }) => columns)) {
    if (chunk === undefined || file_path) continue;
    const { dictionary_page_offset: dictionary, data_page_offset: data, total_compressed_size: size } = chunk;
    const end = Number((dictionary && dictionary < data ? dictionary : data) + size);
    if (end <= room) continue;
    throw new Error(`its beginning is missing: its footer says that ${end} bytes are before it, but ${room} are`);
  }
}

/** Reads, and looks at the pages before they are decoded. */
function guardedSlice(file: RandomAccessBytes, guard: PageGuard): RandomAccessBytes["slice"] {
  return (start, end, options) => {
    const reading = file.slice(start, end, options).then((bytes) => {
      guard.look(bytes, start);
      return bytes;
    });
    reading.catch(() => {});
    return reading;
  };
}
