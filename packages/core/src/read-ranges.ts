import { checkedRange, type RandomAccessBytes } from "./random-access-bytes.js";

/** Bytes from `start` up to `end` (exclusive). */
export type ByteRange = { readonly start: number; readonly end: number };

export type ReadRangesOptions = {
  /** Ranges at most this many bytes apart are read in one go, with the bytes between them. Default 8 KiB, as in Arrow. */
  gap?: number | undefined;
  /** Stops reading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Several ranges at once, with as few reads as possible: over HTTP each read is a request, which costs more than a few
 * unneeded bytes. The reads are planned before the first one starts, and run in parallel.
 *
 * @returns the bytes of each range, in the order of `ranges`; those of one read are views of one buffer
 * @throws Alt2imgError `core/range`; what `slice` throws
 */
export async function readRanges(
  bytes: RandomAccessBytes,
  ranges: readonly ByteRange[],
  { gap = 8 << 10, signal }: ReadRangesOptions = {},
): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = new Array(ranges.length);
  const reads = planReads(
    ranges.map(({ start, end }, index) => {
      const [from, to] = checkedRange(bytes, start, end);
      return { start: from, end: to, index };
    }),
    gap,
  );
  await Promise.all(
    reads.map(async (read) => {
      const buffer = await bytes.slice(read.start, read.end, { signal });
      for (const { start, end, index } of read.ranges) {
        parts[index] = new Uint8Array(buffer, start - read.start, end - start);
      }
    }),
  );
  return parts;
}

type Read<Range> = { start: number; end: number; ranges: Range[] };

/** The reads, in the order of the file; ranges that are at most `gap` apart share one. */
function planReads<Range extends ByteRange>(ranges: readonly Range[], gap: number): Read<Range>[] {
  const reads: Read<Range>[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = reads.at(-1);
    if (last === undefined || range.start > last.end + gap) reads.push({ ...range, ranges: [range] });
    else {
      last.end = Math.max(last.end, range.end);
      last.ranges.push(range);
    }
  }
  return reads;
}
