import { findBytes } from "../bytes/find-bytes.js";
import type { WarcLimits } from "./limits.js";
import { RESIDENT_BYTES } from "./record-frame.js";
import { parseWarcHead, type RecordHead } from "./record-head.js";
import { hasTwoCrlfs } from "./record-search.js";
import { startsWarcRecord } from "./record-start.js";

const TWO_CRLFS = /* @__PURE__ */ Uint8Array.of(13, 10, 13, 10);

/**
 * The header of a WARC record that makes up a member, from its first byte to its last, and has nothing odd about it.
 * `undefined` for all else, which is to be looked at more closely.
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
  // An empty line before that end would have a bare LF, which is a problem.
  const parsed = parseWarcHead(member.subarray(0, headLength));
  if (parsed === undefined || !parsed.declared || parsed.problems.length > 0) return undefined;
  const { head } = parsed;
  const { contentLength } = head;
  const isAllOfIt = headLength + contentLength + 4 === member.length && hasTwoCrlfs(member, headLength + contentLength);
  return isAllOfIt && contentLength <= RESIDENT_BYTES ? { head, headLength } : undefined;
}
