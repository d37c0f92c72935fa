import { findBytes } from "../bytes/find-bytes.js";

/** The fewest bytes of a gzip member: header, empty deflate stream, CRC-32 and ISIZE (RFC 1952, §2.2). */
export const SMALLEST_MEMBER = 20;

/**
 * Whether a gzip member may start at `at`: ID1, ID2, CM = 8 (deflate) and no reserved flag (RFC 1952, §2.3.1).
 * Compressed data holds these bytes by chance about once in 128 MB.
 * @see https://www.rfc-editor.org/rfc/rfc1952
 */
export function startsMember(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && (bytes[at + 3] ?? 0xff) < 0x20;
}

/** ID1, ID2 and CM of a gzip member. */
const MAGIC = /* @__PURE__ */ Uint8Array.of(0x1f, 0x8b, 8);

/** Where the next member may start in `[from, end)`; -1 if nowhere. */
export function nextMember(bytes: Uint8Array, from: number, end: number): number {
  let at = findBytes(bytes, MAGIC, from);
  while (at !== -1 && at + 3 < end) {
    if (startsMember(bytes, at)) return at;
    at = findBytes(bytes, MAGIC, at + 1);
  }
  return -1;
}

const FHCRC = 2;
const FEXTRA = 4;
const FNAME = 8;
const FCOMMENT = 16;

/** Where the header of the member at `start` ends; `undefined` if that isn't before `end` (RFC 1952, §2.3). */
export function headerEnd(bytes: Uint8Array, start: number, end: number): number | undefined {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & FEXTRA) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const text of [FNAME, FCOMMENT]) {
    if (!(flags & text)) continue;
    const zero = at < end ? bytes.indexOf(0, at) : -1;
    if (zero === -1) return undefined;
    at = zero + 1;
  }
  if (flags & FHCRC) at += 2;
  return at < end ? at : undefined;
}

/** ISIZE, the last four bytes of a member, little-endian: the length of its data modulo 2³² (RFC 1952, §2.3.1). */
export function inputSize(bytes: Uint8Array, memberEnd: number): number {
  const at = memberEnd - 4;
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/** Whether a zlib stream may start here: CM = 8, CINFO ≤ 7, and the header is a multiple of 31 (RFC 1950, §2.2). */
export function isZlib(bytes: Uint8Array): boolean {
  const cmf = bytes[0] ?? 0;
  return (cmf & 0x8f) === 8 && ((cmf << 8) | (bytes[1] ?? 0)) % 31 === 0;
}
