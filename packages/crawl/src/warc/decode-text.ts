import { bufferMethods } from "../bytes/buffer-methods.js";

const buffer = /* @__PURE__ */ bufferMethods();
const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const windows1252 = /* @__PURE__ */ new TextDecoder("windows-1252");

/** Decodes UTF-8, as WARC requires; anything else as windows-1252, in which every byte is a character. */
export function decodeText(bytes: Uint8Array): string {
  const text = buffer?.utf8Slice.call(bytes, 0, bytes.length);
  // A replacement character means broken UTF-8, or itself.
  if (text !== undefined && !text.includes("\ufffd")) return text;
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

/** The bytes that `decodeText` turns into this text when they aren't UTF-8: one for each code unit. */
export function encodeWindows1252(text: string): Uint8Array {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  // From 0x80 to 0x9f the code points differ, and most don't fit in a byte.
  const special = windows1252.decode(Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i));
  for (const [i, character] of [...special].entries()) {
    for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) bytes[at] = 0x80 + i;
  }
  return bytes;
}
