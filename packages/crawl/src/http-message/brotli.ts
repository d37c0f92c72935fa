import { concatenate } from "@alt2img/core";
import { decodeNatively, type NodeZlib, tooLarge } from "../gzip/node-zlib.js";
import { wasmBytes } from "../wasm-bytes.js";

/** How many stored bytes the portable decoder gets at a time, and how many decoded bytes it returns. */
const PIECE = 64 << 10;

/**
 * Decodes Brotli (RFC 7932): with Node's zlib where it exists, elsewhere with a WebAssembly decoder that is loaded for the
 * first such body. Both stop once the limit is passed, the latter after at most one more piece.
 * @param options.limit the most bytes that may be decoded
 * @throws Error for bad or truncated data, or more than `limit` bytes
 */
export async function decodeBrotli(
  bytes: Uint8Array,
  { limit, zlib }: { limit: number; zlib: NodeZlib | undefined },
): Promise<Uint8Array> {
  if (zlib !== undefined) {
    return decodeNatively(() => zlib.brotliDecompressSync(bytes, { maxOutputLength: limit }), limit);
  }
  const { BrotliDecStream, BrotliStreamResultCode } = await loadWasm();
  const decoder = new BrotliDecStream();
  const parts: Uint8Array[] = [];
  let consumed = 0;
  let total = 0;
  try {
    for (;;) {
      const result = decoder.dec(bytes.subarray(consumed, consumed + PIECE), PIECE);
      const { buf: decoded, code, input_offset } = result;
      result.free();
      consumed += input_offset;
      total += decoded.length;
      if (total > limit) throw tooLarge(limit);
      parts.push(decoded);
      if (code === BrotliStreamResultCode.ResultSuccess) return concatenate(parts, total);
      if (code === BrotliStreamResultCode.NeedsMoreInput && consumed === bytes.length) {
        throw new Error("the body ends before its stream does");
      }
    }
  } finally {
    decoder.free();
  }
}

type Brotli = typeof import("../../codecs/brotli.js");

// The library has one heap for all calls, and loading it again would clear it while others use it. So load it once, here.
let loading: Promise<Brotli> | undefined;

function loadWasm(): Promise<Brotli> {
  loading ??= import("../../codecs/brotli.js").then(async (brotli) => {
    await brotli.default({ module_or_path: await wasmBytes(brotli.wasm) });
    return brotli;
  });
  return loading;
}
