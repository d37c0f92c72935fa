/** The codecs of Parquet that readers commonly know. */
export type ParquetCodec = "SNAPPY" | "UNCOMPRESSED" | "GZIP" | "ZSTD" | "BROTLI" | "LZ4_RAW";

/** Compressors by codec, such as `{ ZSTD: zstdCompressSync }` of `node:zlib`. */
export type ParquetCompressors = { [codec in ParquetCodec]?: (input: Uint8Array) => Uint8Array };

export type ParquetCodecOptions = {
  /** Default `"SNAPPY"`, which every reader knows. Any but that and `"UNCOMPRESSED"` needs its function in `compressors`. */
  codec?: ParquetCodec | undefined;
  compressors?: ParquetCompressors | undefined;
};
