const LF = 10;
const CR = 13;

/** Where a head ends: `linesEnd` is the end of its lines, `end` that of the empty line after them. */
export type HeadEnd = { linesEnd: number; end: number };

/**
 * Finds the empty line that ends a WARC header or an HTTP head. Lines may end in CRLF, LF, or CR CR LF, which CRLF becomes
 * when a program treats the file as text.
 *
 * @param options.searched where an earlier call stopped searching
 * @returns `undefined` if it isn't in `[from, to)`
 */
export function findHeadEnd(
  bytes: Uint8Array,
  from: number,
  to: number,
  { searched = from }: { searched?: number } = {},
): HeadEnd | undefined {
  // The head may have one line only, with the empty line right after it.
  let at = bytes.indexOf(LF, Math.max(from, searched - 3));
  while (at !== -1 && at < to) {
    let next = at + 1;
    while (next < to && next <= at + 2 && bytes[next] === CR) next++;
    if (next < to && bytes[next] === LF) return { linesEnd: at + 1, end: next + 1 };
    at = bytes.indexOf(LF, at + 1);
  }
  return undefined;
}
