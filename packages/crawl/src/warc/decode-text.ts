import { bufferMethods } from "../bytes/buffer-methods.js";

const buffer = /* @__PURE__ */ bufferMethods();
const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const windows1252 = /* @__PURE__ */ new TextDecoder("windows-1252");

/** UTF-8 where the bytes are that, as WARC says; otherwise windows-1252, in which each byte is some character. */
export function decodeText(bytes: Uint8Array): string {
  const text = buffer?.utf8Slice.call(bytes, 0, bytes.length);
  // The replacement character stands for what is broken, or for itself.
  if (text !== undefined && !text.includes("\ufffd")) return text;
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}
