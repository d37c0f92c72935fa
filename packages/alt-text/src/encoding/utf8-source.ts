import type { HtmlSource } from "../html/html-source.js";

/** What is used of Node's `node:buffer`. */
type BufferModule = {
  isUtf8(bytes: Uint8Array): boolean;
  Buffer: { from(bytes: ArrayBufferLike, offset: number, length: number): BufferView };
};
type BufferView = { toString(encoding: "latin1" | "utf8", start?: number, end?: number): string };

const NOT_ASCII = /[\x80-\xff]/;

/**
 * A page in UTF-8 that is searched before it is decoded: a code unit for each byte, so those that are not ASCII mean
 * nothing yet. That is right because no byte of a longer UTF-8 sequence is ASCII, and several times faster than to
 * decode all of a page for the little of it that is wanted.
 *
 * @returns `undefined` where the bytes are not valid UTF-8, and where the platform has no `Buffer`: then nothing is
 *   faster than to decode it all
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

/** Whether bytes are UTF-8; `undefined` where the platform has no fast way to tell. */
export function isValidUtf8(bytes: Uint8Array): boolean | undefined {
  return bufferModule()?.isUtf8(bytes);
}

function bufferModule(): BufferModule | undefined {
  type Platform = { process?: { getBuiltinModule?(name: "node:buffer"): BufferModule | undefined } };
  // Through `unknown`: Node's types say that it is always there.
  return (globalThis as unknown as Platform).process?.getBuiltinModule?.("node:buffer");
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

const EACH_HIGH_BIT = 0x80808080 | 0;

/** How many UTF-16 code units the bytes before an offset are. */
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

// Each byte is a code unit but those that continue a character; one that starts a character beyond U+FFFF is two.
function savedInBytes(bytes: Uint8Array, start: number, end: number): number {
  let saved = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (isContinuation(byte)) saved++;
    else if (byte >= 0xf0) saved--;
  }
  return saved;
}

/** Likewise four bytes at a time. */
function savedInWords(words: Int32Array, start: number, end: number): number {
  let saved = 0;
  for (let at = start; at < end; at++) {
    const word = words[at]!;
    const high = word & EACH_HIGH_BIT;
    if (high === 0) continue;
    // Shifted, the second bit of each byte lies where its first was.
    saved += countOf(high & ~(word << 1)) - countOf(high & (word << 1) & (word << 2) & (word << 3));
  }
  return saved;
}

/** How many of four bytes have their highest bit; no other bit is set. */
function countOf(highBits: number): number {
  return Math.imul(highBits >>> 7, 0x01010101) >>> 24;
}
