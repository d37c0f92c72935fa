export type { PairReader, ReadPairsOptions } from "../pair-reader.js";
export { type ExtraColumn, type ExtraColumnType, inferExtraColumns, type TableRow } from "./extra-columns.js";
export { mergeParquet } from "./merge-parquet.js";
export type { ParquetCodec, ParquetCodecOptions, ParquetCompressors } from "./parquet-codec.js";
export { type ReadParquetOptions, readParquet } from "./read-parquet.js";
export { type WriteParquetOptions, writeParquet } from "./write-parquet.js";
export type { WriteRowsOptions } from "./write-rows.js";
export { writeParquetTable } from "./write-table.js";
