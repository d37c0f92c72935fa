import { concatenate } from "../bytes/stored-window.js";

/**
 * Decodes zstd frames (RFC 8878) with a decoder that is loaded when the first ones are met.
 * @param options.limit the most bytes that may come out
 */
export async function decodeZstd(bytes: Uint8Array, { limit }: { limit: number }): Promise<Uint8Array> {
  const { Decompress } = await import("fzstd");
  const parts: Uint8Array[] = [];
  let total = 0;
  const decoder = new Decompress((part) => {
    total += part.length;
    if (total > limit) throw new Error(`more than ${limit} bytes come out`);
    parts.push(part.slice());
  });
  for (let at = 0; at < bytes.length; at += SLICE)
    decoder.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
  return concatenate(parts, total);
}

const SLICE = 64 << 10;
