import { formatCount } from "@alt2img/core";

type Zlib = typeof import("node:zlib");

/** What is used of `node:zlib` on platforms that have it. */
export type NodeZlib = Pick<
  Zlib,
  "gunzipSync" | "inflateSync" | "inflateRawSync" | "brotliDecompressSync" | "createInflateRaw" | "crc32"
> & {
  /** Since Node 22.15. */
  zstdDecompressSync?: (bytes: Uint8Array, options: { maxOutputLength: number; dictionary?: Uint8Array }) => Uint8Array;
};

/** Node's own zlib, three times as fast as the portable one; `undefined` in browsers. */
export const nodeZlib = (): NodeZlib | undefined => globalThis.process?.getBuiltinModule?.("node:zlib");

/**
 * What one of Node's decoders gives.
 * @throws Error `tooLarge` for more than `limit` bytes, where Node names a Buffer; otherwise Node's own
 */
export function decodeNatively(decode: () => Uint8Array, limit: number): Uint8Array {
  try {
    const { buffer, byteOffset, length } = decode();
    return new Uint8Array(buffer, byteOffset, length);
  } catch (error) {
    throw error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE" ? tooLarge(limit) : error;
  }
}

export const tooLarge = (limit: number): Error => new Error(`it decodes to more than ${formatCount(limit, "byte")}`);
