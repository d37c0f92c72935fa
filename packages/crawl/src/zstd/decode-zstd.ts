import { concatenate } from "@alt2img/core";
import { decodeNatively, type NodeZlib, tooLarge } from "../gzip/node-zlib.js";
import { wasmBytes } from "../wasm-bytes.js";
import { FrameWalker } from "./frame-walker.js";

/** How many stored bytes the decoder gets at a time. */
const SLICE = 64 << 10;

export type DecodeZstdOptions = {
  /** The most bytes that may be decoded. */
  limit: number;
  /** Node's zlib, where it exists; it supports zstd since Node 22.15. */
  zlib: NodeZlib | undefined;
  /** The dictionary that the frames were made with. */
  dictionary?: Uint8Array | undefined;
};

/**
 * Decodes whole zstd frames with Node where it can; otherwise with libraries that are loaded at the first frame: one in
 * JavaScript for plain frames, one in WebAssembly for frames with a dictionary.
 *
 * Neither library can replace the other: fzstd decodes piece by piece, so bombs and long frames stay within the limits,
 * but it doesn't support dictionaries; zstd-wasm supports them, but decodes only whole frames.
 *
 * @throws Error the decoder's own error for a bad frame
 * @see RFC 8878, https://www.rfc-editor.org/rfc/rfc8878
 */
export async function decodeZstd(
  bytes: Uint8Array,
  { limit, zlib, dictionary }: DecodeZstdOptions,
): Promise<Uint8Array> {
  if (zlib?.zstdDecompressSync !== undefined) {
    const { zstdDecompressSync } = zlib;
    const options = { maxOutputLength: limit, ...(dictionary === undefined ? {} : { dictionary }) };
    return decodeNatively(() => zstdDecompressSync(bytes, options), limit);
  }
  return dictionary === undefined ? decodePlain(bytes, limit) : decodeWithDictionary(bytes, dictionary, limit);
}

async function decodePlain(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const { Decompress } = await import("fzstd");
  const parts: Uint8Array[] = [];
  let total = 0;
  const decoder = new Decompress((part) => {
    total += part.length;
    if (total > limit) throw tooLarge(limit);
    parts.push(part);
  });
  for (let at = 0; at < bytes.length; at += SLICE) {
    decoder.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
  }
  return parts.length === 1 ? parts[0]! : concatenate(parts, total);
}

async function decodeWithDictionary(bytes: Uint8Array, dictionary: Uint8Array, limit: number): Promise<Uint8Array> {
  const zstd = await loadWasm();
  const walker = new FrameWalker();
  walker.walk(bytes, 0, bytes.length);
  const { contentSize } = walker;
  if ((contentSize ?? 0) > limit) throw tooLarge(limit);
  const context = zstd.createDCtx();
  try {
    // Where the frame doesn't declare its size, try with more and more room.
    for (let room = contentSize ?? 1 << 20; ; room *= 4) {
      try {
        return zstd.decompressUsingDict(context, bytes, dictionary, { defaultHeapSize: Math.min(room, limit) });
      } catch (error) {
        if (contentSize !== undefined || room >= limit) throw error;
      }
    }
  } finally {
    zstd.freeDCtx(context);
  }
}

type Zstd = typeof import("../../codecs/zstd.js");

// The library has one heap for all calls, and a second init() clears it while others use it. So call init() once, here.
let loading: Promise<Zstd> | undefined;

function loadWasm(): Promise<Zstd> {
  loading ??= import("../../codecs/zstd.js").then(async (zstd) => {
    await zstd.default(await wasmBytes(zstd.wasm));
    return zstd;
  });
  return loading;
}
