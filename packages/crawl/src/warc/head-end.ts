const LF = 10;
const CR = 13;

/** Where a head ends: the header lines in `[from, linesEnd)`, and what follows the empty line from `end` on. */
export type HeadEnd = { linesEnd: number; end: number };

/**
 * Finds the empty line that ends a WARC header or an HTTP head.
 *
 * @param options.searched up to where an earlier call has looked in vain
 * @returns `undefined` if it is not in `[from, to)`
 */
export function findHeadEnd(
  bytes: Uint8Array,
  from: number,
  to: number,
  { searched = from }: { searched?: number } = {},
): HeadEnd | undefined {
  // An empty line at once: a head of one line at most.
  let at = bytes.indexOf(LF, Math.max(from, searched - 2));
  while (at !== -1 && at < to) {
    const next = bytes[at + 1] === CR && at + 1 < to ? at + 2 : at + 1;
    if (next < to && bytes[next] === LF) return { linesEnd: at + 1, end: next + 1 };
    at = bytes.indexOf(LF, at + 1);
  }
  return undefined;
}
