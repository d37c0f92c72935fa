/**
 * UTF-8 text that is searched as bytes and decoded only where it is kept. `units` has one code unit for each byte, so
 * that a position in it is a position in the bytes; those that are not ASCII mean nothing.
 */
export type ByteText = {
  readonly units: string;
  /** The text from `start` up to `end`, broken UTF-8 as U+FFFD. It does not keep `units` in memory. */
  decode(start: number, end: number): string;
};

/** Node's `Buffer`, as far as it is used: it decodes a short slice several times faster than a `TextDecoder`. */
type BufferLike = {
  latin1Slice(start: number, end: number): string;
  utf8Slice(start: number, end: number): string;
};
type BufferMaker = { from(bytes: ArrayBufferLike, offset: number, length: number): BufferLike };

/** Makes `bytes` searchable. They must not change while the result is in use. */
export function byteText(bytes: Uint8Array): ByteText {
  // Through `unknown`: its types say that it is always there, and do not name these two methods.
  const { Buffer } = globalThis as unknown as { Buffer?: BufferMaker };
  if (Buffer === undefined) return portableByteText(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A bundler's stand-in for Buffer may lack these.
  if (buffer.latin1Slice === undefined || buffer.utf8Slice === undefined) return portableByteText(bytes);
  return {
    units: buffer.latin1Slice(0, bytes.length),
    decode: (start, end) => buffer.utf8Slice(start, end),
  };
}

/** The same by the platform's decoders alone. */
export function portableByteText(bytes: Uint8Array): ByteText {
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    units: new TextDecoder("windows-1252").decode(bytes),
    decode: (start, end) => utf8.decode(bytes.subarray(start, end)),
  };
}
