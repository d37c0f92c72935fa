import type { DecodedPiece } from "../bytes/decoded-piece.js";
import { inputSize, nextMember, SMALLEST_MEMBER } from "./member.js";
import type { NodeZlib } from "./node-zlib.js";

/** Decoded bytes after which a batch takes no further member: small members share one call, its output stays in cache. */
const BATCH_BYTES = 256 << 10;
/** A member whose ISIZE says more is inflated piece by piece instead. */
const LARGEST_MEMBER = 2 << 20;

/** Whole members inflated together: `length` stored bytes gave `pieces`, one a member. */
export type Batch = { pieces: DecodedPiece[]; length: number };

/**
 * Inflates the members at `start` that lie whole in `[start, end)`, several with one call of zlib.
 *
 * Their boundaries are guessed from the magic bytes and proved by their sizes: zlib itself finds the true members,
 * and each true boundary is among the guesses. A false guess adds what it takes for an ISIZE, at least 1, to the
 * sum. So if the sum of the guessed ISIZEs is the length of what zlib returns, no guess is false.
 *
 * Kept beside inflating one by one because with it WARC.gz → records is twice as fast (432 instead of 212 MB/s of CPU
 * time) and WAT.gz → pairs 2.3 times (196 instead of 85).
 *
 * @param options.last nothing comes after `end`, so a member may end there
 * @param options.offset offset in the file of `start`
 * @param options.stopBefore the ISIZE from which on a member, unless it is the first, is left to another call
 * @returns `"more"` if no member is seen to end; `undefined` if they have to be inflated one by one
 */
export function inflateBatch(
  zlib: NodeZlib,
  bytes: Uint8Array,
  start: number,
  end: number,
  { last, offset, stopBefore }: { last: boolean; offset: number; stopBefore: number },
): Batch | "more" | undefined {
  const ends: number[] = [];
  const sizes: number[] = [];
  let total = 0;
  for (let from = start; total < BATCH_BYTES && from < end; ) {
    const next = nextMember(bytes, from + SMALLEST_MEMBER, end);
    if (next === -1 && !last) break;
    const memberEnd = next === -1 ? end : next;
    const size = memberEnd - from < SMALLEST_MEMBER ? 0 : inputSize(bytes, memberEnd);
    if (size === 0 || size > LARGEST_MEMBER) {
      if (ends.length === 0) return undefined;
      break;
    }
    if (ends.length > 0 && (size >= stopBefore || total + size > LARGEST_MEMBER)) break;
    total += size;
    ends.push(memberEnd);
    sizes.push(size);
    from = memberEnd;
  }
  const batchEnd = ends.at(-1);
  if (batchEnd === undefined) return "more";

  const decoded = gunzip(zlib, bytes.subarray(start, batchEnd), total);
  if (decoded?.length !== total) return undefined;
  let at = 0;
  const pieces = ends.map((memberEnd, i): DecodedPiece => {
    const memberStart = i === 0 ? start : ends[i - 1]!;
    const piece = {
      bytes: decoded.subarray(at, at + sizes[i]!),
      memberStart: offset + memberStart - start,
      memberEnd: offset + memberEnd - start,
    };
    at += sizes[i]!;
    return piece;
  });
  return { pieces, length: batchEnd - start };
}

/** @param size what comes out; room for one more byte saves zlib a second buffer in which to see the end */
function gunzip(zlib: NodeZlib, bytes: Uint8Array, size: number): Uint8Array | undefined {
  try {
    const decoded = zlib.gunzipSync(bytes, { chunkSize: Math.max(size + 1, 64), maxOutputLength: size });
    return new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.length);
  } catch {
    // Whatever is wrong is found again, with its place, when the members are inflated one by one.
    return undefined;
  }
}
