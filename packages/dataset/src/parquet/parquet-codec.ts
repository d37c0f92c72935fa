/** The codecs of Parquet that are commonly supported. */
export type ParquetCodec = "SNAPPY" | "UNCOMPRESSED" | "GZIP" | "ZSTD" | "BROTLI" | "LZ4_RAW";

/** Compressors by codec, such as `{ ZSTD: zstdCompressSync }` from `node:zlib`. */
export type ParquetCompressors = { [codec in ParquetCodec]?: (input: Uint8Array) => Uint8Array };

export type ParquetCodecOptions = {
  /** Default `"SNAPPY"`, which is supported everywhere. Others except `"UNCOMPRESSED"` need a function in `compressors`. */
  codec?: ParquetCodec | undefined;
  compressors?: ParquetCompressors | undefined;
};
