import type { HtmlSource } from "../html/html-source.js";

/** The parts of `node:buffer` that are used. */
type BufferModule = {
  isUtf8(bytes: Uint8Array): boolean;
  Buffer: { from(bytes: ArrayBufferLike, offset: number, length: number): BufferView };
};
type BufferView = { toString(encoding: "latin1" | "utf8", start?: number, end?: number): string };

const NOT_ASCII = /[\x80-\xff]/;

/**
 * A UTF-8 page that is searched without decoding it: each byte is a code unit, so those that aren't ASCII have no
 * meaning yet. That works because no byte of a longer UTF-8 sequence is ASCII, and it is several times faster than
 * decoding a whole page for the little that is needed.
 *
 * @returns `undefined` if the bytes aren't valid UTF-8, or if the platform has no `Buffer`: then decoding everything is
 *   fastest
 */
export function utf8Source(bytes: Uint8Array): HtmlSource | undefined {
  const module = bufferModule();
  if (module === undefined || !module.isUtf8(bytes)) return undefined;
  const page = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const buffer = module.Buffer.from(page.buffer, page.byteOffset, page.length);
  const units = buffer.toString("latin1");
  return {
    units,
    text: (start, end) => {
      const piece = units.slice(start, end);
      if (!NOT_ASCII.test(piece)) return piece;
      while (isContinuation(page[start])) start++;
      while (isContinuation(page[end])) end++;
      return buffer.toString("utf8", start, end);
    },
    counter: () => utf16Counter(page),
  };
}

/** Whether bytes are UTF-8; `undefined` if the platform has no fast way to check. */
export function isValidUtf8(bytes: Uint8Array): boolean | undefined {
  return bufferModule()?.isUtf8(bytes);
}

function bufferModule(): BufferModule | undefined {
  type Platform = { process?: { getBuiltinModule?(name: "node:buffer"): BufferModule | undefined } };
  // Through `unknown`, because Node's types say that it always exists.
  return (globalThis as unknown as Platform).process?.getBuiltinModule?.("node:buffer");
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

const EACH_HIGH_BIT = 0x80808080 | 0;

/** How many UTF-16 code units the bytes before an offset decode to. */
function utf16Counter(bytes: Uint8Array): (offset: number) => number {
  const words = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >> 2);
  const { byteOffset } = bytes;
  let done = 0;
  let counted = 0;
  return (offset) => {
    const firstWord = (done + byteOffset + 3) >> 2;
    const lastWord = (offset + byteOffset) >> 2;
    let saved = 0;
    if (firstWord < lastWord) {
      saved =
        savedInBytes(bytes, done, firstWord * 4 - byteOffset) +
        savedInWords(words, firstWord, lastWord) +
        savedInBytes(bytes, lastWord * 4 - byteOffset, offset);
    } else {
      saved = savedInBytes(bytes, done, offset);
    }
    counted += offset - done - saved;
    done = offset;
    return counted;
  };
}

// Each byte is one code unit, except those that continue a character; one that starts a character beyond U+FFFF is two.
function savedInBytes(bytes: Uint8Array, start: number, end: number): number {
  let saved = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (isContinuation(byte)) saved++;
    else if (byte >= 0xf0) saved--;
  }
  return saved;
}

/** The same, four bytes at a time. */
function savedInWords(words: Int32Array, start: number, end: number): number {
  let saved = 0;
  for (let at = start; at < end; at++) {
    const word = words[at]!;
    const high = word & EACH_HIGH_BIT;
    if (high === 0) continue;
    // The shift moves the second bit of each byte to the position of its first.
    saved += countOf(high & ~(word << 1)) - countOf(high & (word << 1) & (word << 2) & (word << 3));
  }
  return saved;
}

/** How many of four bytes have their highest bit set, given that no other bits are set. */
function countOf(highBits: number): number {
  return Math.imul(highBits >>> 7, 0x01010101) >>> 24;
}
