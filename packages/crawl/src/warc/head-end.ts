const LF = 10;
const CR = 13;

/** Where a head ends: the header lines in `[from, linesEnd)`, and what follows the empty line from `end` on. */
export type HeadEnd = { linesEnd: number; end: number };

/**
 * Finds the empty line that ends a WARC header or an HTTP head. Lines may end in CRLF, LF, or CR CR LF, which a program
 * makes of CRLF that takes the file for text.
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
  let at = bytes.indexOf(LF, Math.max(from, searched - 3));
  while (at !== -1 && at < to) {
    let next = at + 1;
    while (next < to && next <= at + 2 && bytes[next] === CR) next++;
    if (next < to && bytes[next] === LF) return { linesEnd: at + 1, end: next + 1 };
    at = bytes.indexOf(LF, at + 1);
  }
  return undefined;
}
