import { decodeUtf8, replaceLossySequences, restoreByteA0 } from "./misread-bytes.js";
import { isMojibake, misreadUtf8 } from "./mojibake.js";
import { c1AsWindows1252, singleByteEncodings } from "./single-byte.js";

/** Bytes that are undefined in Windows-1252. */
const UNDEFINED_IN_WINDOWS_1252 = /[\x81\x8d\x8f\x90\x9d]/;
const C1_CONTROL = /[\x80-\x9f]/;
const LATIN_1 = /^[\x00-\xff]*$/;
const NOT_ASCII = /[^\x00-\x7f]/;

/**
 * Undoes mojibake: text that was UTF-8 and was read in another encoding, once or several times. ftfy's `fix_encoding`.
 */
export function fixEncoding(text: string): string {
  for (;;) {
    const fixed = fixEncodingOnce(text);
    if (fixed === text) return text;
    text = fixed;
  }
}

function fixEncodingOnce(text: string): string {
  if (!(NOT_ASCII.test(text) && isMojibake(text))) return text;

  for (const { name, sloppy, encode } of singleByteEncodings()) {
    const encoded = encode(text);
    if (encoded === undefined) continue;
    // In MacRoman this would find an en dash with a space after it.
    const restored = name === "macroman" ? encoded : restoreByteA0(encoded);
    const decoded = decodeUtf8(sloppy ? replaceLossySequences(restored) : restored);
    if (decoded !== undefined) return decoded;
  }

  const partly = text.replace(misreadUtf8(), (part) =>
    part.length < text.length && isMojibake(part) ? fixEncoding(part) : part,
  );
  if (partly !== text) return partly;

  // Latin-1 and Windows-1252 are often confused.
  if (LATIN_1.test(text) && !UNDEFINED_IN_WINDOWS_1252.test(text)) {
    const asWindows = c1AsWindows1252(text);
    if (asWindows !== text) return asWindows;
  }
  return C1_CONTROL.test(text) ? c1AsWindows1252(text) : text;
}
