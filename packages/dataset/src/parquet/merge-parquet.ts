import { Alt2imgError, type RandomAccessBytes } from "@alt2img/core";
import {
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type RowGroup,
  type SchemaElement,
} from "hyparquet";
import { pairColumns, schemaOf } from "./columns.js";
import { checkMetadata, guardParquet } from "./guarded-parquet.js";
import { notParquet } from "./not-parquet.js";
import { createParquetFile, type ParquetFile } from "./parquet-file.js";
import { orNotParquet } from "./shard.js";
import { DEFAULT_ROW_GROUP_SIZE } from "./write-rows.js";

/** Row groups with at least this many rows are copied as they are; smaller ones next to each other are combined. */
const COPIED_ROWS = DEFAULT_ROW_GROUP_SIZE / 4;

type Rows = Record<string, unknown>[];

/**
 * Joins Parquet files from `writeParquet` into one, in order. Large row groups are copied without being decoded; small ones
 * are combined into larger ones. It holds one row group in memory and yields a chunk for each, the last one with the footer.
 * The same files give the same bytes.
 *
 * Each file is read completely before the next one is requested. Without files, the result is a valid file without rows.
 *
 * @throws Alt2imgError `dataset/not-parquet`; `dataset/parquet-columns` when the files don't have the same columns
 */
export async function* mergeParquet(
  files: AsyncIterable<RandomAccessBytes> | Iterable<RandomAccessBytes>,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let merged: ParquetFile | undefined;
  let schema: SchemaElement[] = schemaOf(pairColumns);
  let columnNames: string[] = [];
  const small: Rows = [];

  const writeSmall = async (file: ParquetFile): Promise<void> => {
    const rows = small.splice(0, DEFAULT_ROW_GROUP_SIZE);
    await file.writeRows(columnNames.map((name) => ({ name, data: rows.map((row) => row[name] ?? null) })));
  };

  for await (const file of files) {
    signal?.throwIfAborted();
    const metadata = await readMetadata(file);
    const readRows = rowReader(file, metadata);
    if (merged === undefined) {
      schema = metadata.schema;
      columnNames = parquetSchema(metadata).children.map(({ element }) => element.name);
      merged = createParquetFile(schema);
    } else checkSchema(metadata, schema);
    let start = 0;
    for (const group of metadata.row_groups) {
      signal?.throwIfAborted();
      const end = start + Number(group.num_rows);
      if (end - start < COPIED_ROWS) {
        for (const row of await readRows(start, end)) small.push(row);
        if (small.length >= DEFAULT_ROW_GROUP_SIZE) {
          await writeSmall(merged);
          yield merged.take();
        }
      } else {
        if (small.length > 0) await writeSmall(merged);
        await copyRowGroup(file, group, merged);
        yield merged.take();
      }
      start = end;
    }
  }
  merged ??= createParquetFile(schema);
  if (small.length > 0) await writeSmall(merged);
  await merged.finish();
  yield merged.take();
}

const nameOf = (file: RandomAccessBytes): string => file.name ?? "The file";

/** @throws Alt2imgError `dataset/not-parquet` */
async function readMetadata(file: RandomAccessBytes): Promise<FileMetaData> {
  const metadata = await parquetMetadataAsync(file).catch(async (cause: unknown) => {
    throw await notParquet(file, nameOf(file), cause);
  });
  await orNotParquet(nameOf(file), undefined, async () => checkMetadata(metadata, file.byteLength));
  return metadata;
}

/** Reads the rows from `start` up to `end`, each an object with the names of the columns. */
function rowReader(file: RandomAccessBytes, metadata: FileMetaData): (start: number, end: number) => Promise<Rows> {
  const name = nameOf(file);
  let guarding: ReturnType<typeof guardParquet> | undefined;
  return (rowStart, rowEnd) =>
    orNotParquet(name, undefined, async () => {
      guarding ??= guardParquet(file, metadata, { name });
      const { file: guarded, compressors } = await guarding;
      // Text is marked as text; what isn't, such as a picture, stays bytes.
      return parquetReadObjects({ file: guarded, metadata, compressors, rowStart, rowEnd, utf8: false });
    });
}

function checkSchema({ schema }: FileMetaData, expected: readonly SchemaElement[]): void {
  const describe = (elements: readonly SchemaElement[]): string =>
    elements
      .slice(1)
      .map(({ name, type }) => `${name} ${type}`)
      .join(", ");
  if (describe(schema) === describe(expected)) return;
  throw new Alt2imgError(
    "dataset/parquet-columns",
    `The files don't have the same columns: ${describe(expected)}; and ${describe(schema)}. Write them with the same \`columns\`.`,
  );
}

const indexKeys = ["offset_index_offset", "offset_index_length", "column_index_offset", "column_index_length"] as const;

/** Copies the bytes of a row group, which are contiguous, and sets the new positions of its columns in `group`. */
async function copyRowGroup(file: RandomAccessBytes, group: RowGroup, merged: ParquetFile): Promise<void> {
  const chunks = group.columns.flatMap(({ meta_data }) => meta_data ?? []);
  const starts = chunks.map((chunk) => Number(chunk.dictionary_page_offset ?? chunk.data_page_offset));
  const ends = chunks.map((chunk, i) => starts[i]! + Number(chunk.total_compressed_size));
  const start = Math.min(...starts);
  const shift = BigInt(merged.offset() - start);
  merged.append(new Uint8Array(await file.slice(start, Math.max(...ends))));
  for (const column of group.columns) {
    column.file_offset += shift;
    // The indexes are elsewhere in the file, and aren't copied.
    for (const key of indexKeys) delete column[key];
  }
  for (const chunk of chunks) {
    chunk.data_page_offset += shift;
    if (chunk.dictionary_page_offset !== undefined) chunk.dictionary_page_offset += shift;
  }
  merged.writer.row_groups.push(group);
  merged.writer.num_rows += group.num_rows;
}
