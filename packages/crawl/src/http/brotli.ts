import type { NodeZlib } from "../gzip/node-zlib.js";

const FIRST_ROOM = 64 << 10;
/** What the decoder says when its room is full. */
const NO_ROOM = "Output buffer is not large enough";

/**
 * Decodes Brotli (RFC 7932): by Node, elsewhere by a decoder that is loaded when the first such body is met.
 * @param options.limit the most bytes that may come out
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
  // Brotli doesn't say how much comes out, and the decoder wants to be given the room for it.
  for (let room = Math.min(limit, Math.max(FIRST_ROOM, 8 * bytes.length)); ; room = Math.min(limit, 4 * room)) {
    try {
      return decompress(bytes, room);
    } catch (error) {
      if (!String(error).includes(NO_ROOM)) throw error;
      if (room >= limit) throw new Error(`more than ${limit} bytes come out`);
    }
  }
}
