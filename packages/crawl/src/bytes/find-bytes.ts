import { bufferMethods } from "./buffer-methods.js";

const buffer = /* @__PURE__ */ bufferMethods();

/** Where `sequence`, of at least one byte, first occurs at or after `from`; -1 if nowhere. */
export function findBytes(bytes: Uint8Array, sequence: Uint8Array, from: number): number {
  return buffer === undefined ? findBytesPortably(bytes, sequence, from) : buffer.indexOf.call(bytes, sequence, from);
}

/** The same with what all platforms have. */
export function findBytesPortably(bytes: Uint8Array, sequence: Uint8Array, from: number): number {
  const first = sequence[0]!;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (sequence.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
