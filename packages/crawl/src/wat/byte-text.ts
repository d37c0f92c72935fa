import { bufferMethods } from "../bytes/buffer-methods.js";

/**
 * UTF-8 text that is searched as bytes and decoded only where it is kept. `units` has one code unit for each byte, so that
 * positions in it are positions in the bytes; only the ASCII ones mean something.
 */
export type ByteText = {
  readonly units: string;
  /** The text from `start` up to `end`, with broken UTF-8 as U+FFFD. It doesn't keep `units` in memory. */
  decode(start: number, end: number): string;
};

/** Makes `bytes` searchable. They must not change while the result is in use. */
export function byteText(bytes: Uint8Array): ByteText {
  const buffer = bufferMethods();
  if (buffer === undefined) return portableByteText(bytes);
  return {
    units: buffer.latin1Slice.call(bytes, 0, bytes.length),
    decode: (start, end) => buffer.utf8Slice.call(bytes, start, end),
  };
}

/** The same with what all platforms have. */
export function portableByteText(bytes: Uint8Array): ByteText {
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    units: new TextDecoder("windows-1252").decode(bytes),
    decode: (start, end) => utf8.decode(bytes.subarray(start, end)),
  };
}
