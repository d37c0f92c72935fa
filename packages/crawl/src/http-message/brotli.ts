import type { NodeZlib } from "../gzip/node-zlib.js";

/**
 * Decodes Brotli (RFC 7932): by Node, elsewhere by a decoder that is loaded when the first such body is met. That one
 * cannot be stopped on the way: what exceeds the limit is refused, but only after it has been decoded.
 * @param options.limit the most bytes that may come out
 * @throws Error for bad data, or more than `limit` bytes
 */
export async function decodeBrotli(
  bytes: Uint8Array,
  { limit, zlib }: { limit: number; zlib: NodeZlib | undefined },
): Promise<Uint8Array> {
  if (zlib !== undefined) {
    const decoded = zlib.brotliDecompressSync(bytes, { maxOutputLength: limit });
    return new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.length);
  }
  const { decompress } = await import("brotli/decompress");
  const decoded = decompress(bytes);
  if (decoded.length > limit) throw new Error(`more than ${limit} bytes come out`);
  return decoded;
}
