import { Inflate } from "fflate";
import type { Pacer } from "../decode/pacer.js";
import { broken, truncated } from "../format/image-error.js";

/** deflate's best ratio: a longest match of 258 bytes in two bits. */
export const BEST_RATIO = 1032;
/** Up to four megabytes of pixels: what takes longer would be felt on a page. */
const SLICE = 1 << 12;

/**
 * Inflates exactly `length` bytes. Nothing after them is inflated, so a bomb costs no more than the picture that its
 * header declares, and memory is only allocated if the compressed bytes can fill it.
 */
export async function inflatePixels(parts: readonly Uint8Array[], length: number, pace: Pacer): Promise<Uint8Array> {
  const compressed = parts.reduce((sum, part) => sum + part.length, 0);
  const cutOff = (): Error => truncated("png", "before its last row of pixels");
  if (length > (compressed + 1) * BEST_RATIO) throw cutOff();
  const pixels = new Uint8Array(length);
  let filled = 0;
  const stream = new Inflate((chunk) => {
    const room = length - filled;
    pixels.set(room < chunk.length ? chunk.subarray(0, room) : chunk, filled);
    filled = Math.min(length, filled + chunk.length);
  });
  const deflated = withoutZlibHeader(parts);
  for (const [i, part] of deflated.entries()) {
    for (let at = 0; at < part.length && filled < length; at += SLICE) {
      const last = i === deflated.length - 1 && at + SLICE >= part.length;
      try {
        stream.push(part.subarray(at, at + SLICE), last);
      } catch (error) {
        if (filled === length) break;
        if (last && isUnexpectedEnd(error)) throw cutOff();
        throw broken("png", "its compressed pixels are corrupt", error);
      }
      await pace();
    }
  }
  if (filled < length) throw cutOff();
  return pixels;
}

/**
 * The deflated bytes (RFC 1950). Their checksum at the end is ignored: each chunk has one already, and files that end
 * before it are complete.
 */
function withoutZlibHeader(parts: readonly Uint8Array[]): Uint8Array[] {
  const rest = parts.filter(({ length }) => length > 0);
  const header: number[] = [];
  while (header.length < 2) {
    const part = rest[0];
    if (part === undefined) throw truncated("png", "before its first row of pixels");
    header.push(part[0]!);
    if (part.length === 1) rest.shift();
    else rest[0] = part.subarray(1);
  }
  const [method, flags] = header as [number, number];
  if ((method & 15) !== 8 || ((method << 8) | flags) % 31 !== 0 || (flags & 32) !== 0) {
    throw broken("png", "its pixels aren't compressed by zlib");
  }
  return rest;
}

function isUnexpectedEnd(error: unknown): boolean {
  return error instanceof Error && error.message === "unexpected EOF";
}
