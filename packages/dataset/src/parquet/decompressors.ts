import { Alt2imgError } from "@alt2img/core";
import { type Compressors, type FileMetaData, snappyUncompress } from "hyparquet";

/**
 * The most bytes that a page may have once it is decompressed. Pages are about 1 MB, but those of large pictures are larger;
 * without a limit, a few bytes could claim four gigabytes.
 */
export const MAX_PAGE_BYTES: number = 256 * 1024 * 1024;

type Decompress = (input: Uint8Array, length: number) => Uint8Array;

/**
 * What a file's pages are decompressed with: the caller's functions; otherwise SNAPPY and ZSTD everywhere, GZIP and BROTLI in Node.
 *
 * @throws Alt2imgError `dataset/parquet-codec` for a codec without one
 */
export async function decompressorsFor(
  { row_groups }: FileMetaData,
  { name, decompressors = {} }: { name: string; decompressors?: Compressors | undefined },
): Promise<Compressors> {
  const found: Compressors = {};
  for (const { columns } of row_groups) {
    for (const { meta_data } of columns) {
      const codec = meta_data?.codec ?? "UNCOMPRESSED";
      if (codec === "UNCOMPRESSED" || found[codec] !== undefined) continue;
      const decompress = decompressors[codec] ?? (await own[codec]?.());
      if (decompress === undefined) {
        throw new Alt2imgError(
          "dataset/parquet-codec",
          `${name} is compressed with ${codec}, for which there is no function here. Pass one in decompressors, such as that of hyparquet-compressors, or write the file with SNAPPY or ZSTD.`,
        );
      }
      found[codec] = limited(decompress);
    }
  }
  return found;
}

const own: { readonly [codec: string]: (() => Promise<Decompress | undefined>) | undefined } = {
  SNAPPY: async () => (input, length) => {
    const output = new Uint8Array(length);
    snappyUncompress(input, output);
    return output;
  },
  ZSTD: async () => {
    const { decompress } = await import("fzstd");
    return (input, length) => decompress(input, new Uint8Array(length));
  },
  GZIP: async () => {
    const zlib = globalThis.process?.getBuiltinModule?.("node:zlib");
    return zlib && ((input, length) => zlib.gunzipSync(input, { maxOutputLength: Math.max(length, 1) }));
  },
  BROTLI: async () => {
    const zlib = globalThis.process?.getBuiltinModule?.("node:zlib");
    return zlib && ((input, length) => zlib.brotliDecompressSync(input, { maxOutputLength: Math.max(length, 1) }));
  },
};

function limited(decompress: Decompress): Decompress {
  return (input, length) => {
    if (length > MAX_PAGE_BYTES) throw new Error(`a page has ${length} bytes; the most is ${MAX_PAGE_BYTES}`);
    return decompress(input, length);
  };
}
