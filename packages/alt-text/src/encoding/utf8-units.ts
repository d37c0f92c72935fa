/**
 * A page in UTF-8 whose tags are found before it is decoded: a code unit for each byte, so those that are not ASCII mean
 * nothing yet. That is right because no byte of a longer UTF-8 sequence is ASCII, and several times faster than to
 * decode all of a page for the little of it that is wanted.
 */
export type Utf8Units = {
  readonly units: string;
  /** The text that a piece of `units` stands for, broken UTF-8 as U+FFFD. */
  decode(piece: string): string;
};

/** Node's `Buffer`, as far as it is used. */
type BufferLike = { latin1Slice(start: number): string; utf8Slice(): string };
type BufferMaker = {
  from(bytes: ArrayBufferLike, offset: number, length: number): BufferLike;
  from(text: string, encoding: "latin1"): BufferLike;
};

const NOT_ASCII = /[\x80-\xff]/;

/** `undefined` where the platform has no `Buffer`: there nothing is faster than to decode it all. */
export function utf8Units(bytes: Uint8Array): Utf8Units | undefined {
  // Through `unknown`: its types say that it is always there, and do not name these two methods.
  const { Buffer } = globalThis as unknown as { Buffer?: BufferMaker };
  const buffer = Buffer?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A bundler's stand-in for Buffer may lack these.
  if (Buffer === undefined || buffer?.latin1Slice === undefined || buffer.utf8Slice === undefined) return undefined;
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return {
    units: buffer.latin1Slice(hasBom ? 3 : 0),
    decode: (piece) => (NOT_ASCII.test(piece) ? Buffer.from(piece, "latin1").utf8Slice() : piece),
  };
}
