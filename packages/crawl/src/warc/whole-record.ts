import { findBytes } from "../bytes/find-bytes.js";
import type { WarcLimits } from "./limits.js";
import { RESIDENT_BYTES } from "./record-frame.js";
import { parseWarcHead, type RecordHead } from "./record-head.js";
import { hasTwoCrlfs } from "./record-search.js";
import { startsWarcRecord } from "./record-start.js";

const TWO_CRLFS = /* @__PURE__ */ Uint8Array.of(13, 10, 13, 10);

/**
 * Parses the header of a WARC record that fills a whole gzip member and has no faults.
 *
 * `RecordFramer` reads such records too, but more slowly. This second way stays because it moves a row of the bench by more than
 * a tenth: without it, “WAT.gz → pairs” takes 0.34 s of CPU time instead of 0.29, and 5,000 records of 700 bytes take 0.059 s
 * instead of 0.039 (medians of 7 processes each, in turn). “WARC.gz → records” and “WARC.gz → pairs” stay the same, since their
 * records are long.
 *
 * @returns `undefined` for every other record
 */
export function parseWholeRecord(
  member: Uint8Array,
  { headerBytes, headerLines }: WarcLimits,
): { head: RecordHead; headLength: number } | undefined {
  if (!startsWarcRecord(member)) return undefined;
  const headEnd = findBytes(member, TWO_CRLFS, 0);
  const headLength = headEnd + TWO_CRLFS.length;
  // There are no more lines than bytes.
  if (headEnd === -1 || headLength > headerBytes || headEnd > headerLines) return undefined;
  // An empty line before that would have a bare LF, which counts as a problem.
  const parsed = parseWarcHead(member.subarray(0, headLength));
  if (parsed === undefined || !parsed.declared || parsed.problems.length > 0) return undefined;
  const { head } = parsed;
  const { contentLength } = head;
  const isAllOfIt = headLength + contentLength + 4 === member.length && hasTwoCrlfs(member, headLength + contentLength);
  return isAllOfIt && contentLength <= RESIDENT_BYTES ? { head, headLength } : undefined;
}
