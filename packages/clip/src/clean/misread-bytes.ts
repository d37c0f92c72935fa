// UTF-8 that something has damaged on its way through another encoding. Bytes are strings of U+0000 to U+00FF.

/** Sequences that are UTF-8 once a space becomes byte A0 again. Lead bytes of unlikely letters are left out. */
const ALTERED =
  /[\xc2\xc3\xc5\xce\xd0\xd9] |[\xe2\xe3] [\x80-\x84\x86-\x9f\xa1-\xbf]|[\xe0-\xe3][\x80-\x84\x86-\x9f\xa1-\xbf] |\xf0 [\x80-\xbf][\x80-\xbf]|\xf0[\x80-\xbf] [\x80-\xbf]|\xf0[\x80-\xbf][\x80-\xbf] /g;

/** A lone “à” lost its byte A0 and keeps the space after it; not so in Portuguese words that begin with it. */
const A_GRAVE_WORD = /\xc3 (?! |quele|quela|quilo|s )/g;

/**
 * Restores the bytes A0 that were taken for spaces, if the result is likely UTF-8. ftfy's `restore_byte_a0`.
 */
export function restoreByteA0(bytes: string): string {
  if (bytes.search(ALTERED) < 0) return bytes;
  return bytes.replace(A_GRAVE_WORD, "\xc3\xa0 ").replace(ALTERED, (sequence) => sequence.replaceAll(" ", "\xa0"));
}

/** UTF-8 in which bytes have become 1A ("substitute", once U+FFFD) or, at most once, a question mark. */
const LOSSY =
  /[\xc2-\xdf]\x1a|[\xc2-\xc3]\?|\xed[\xa0-\xaf][\x1a?]\xed[\xb0-\xbf][\x1a?\x80-\xbf]|\xed[\xa0-\xaf][\x1a?\x80-\xbf]\xed[\xb0-\xbf][\x1a?]|[\xe0-\xef][\x1a?][\x1a\x80-\xbf]|[\xe0-\xef][\x1a\x80-\xbf][\x1a?]|[\xf0-\xf4][\x1a?][\x1a\x80-\xbf][\x1a\x80-\xbf]|[\xf0-\xf4][\x1a\x80-\xbf][\x1a?][\x1a\x80-\xbf]|[\xf0-\xf4][\x1a\x80-\xbf][\x1a\x80-\xbf][\x1a?]|\x1a/g;

/** Replaces each such sequence with U+FFFD. ftfy's `replace_lossy_sequences`. */
export function replaceLossySequences(bytes: string): string {
  return bytes.replace(LOSSY, "\xef\xbf\xbd");
}

/**
 * Six bytes for a character beyond U+FFFF (CESU-8), or two for U+0000 (Java). Python's `$` also matches before a line
 * break at the end, and ftfy's codec takes that line break for the missing byte.
 */
const VARIANT = /\xc0(?:\x80|\n$)|\xed([\xa0-\xaf])([\x80-\xbf])\xed([\xb0-\xbf])([\x80-\xbf]|\n$)/g;

/**
 * Decodes UTF-8; with bytes C0 or ED in it, also CESU-8 and Java's. ftfy's `utf-8-variants`.
 * @returns `undefined` if it isn't UTF-8
 */
export function decodeUtf8(bytes: string): string | undefined {
  if (!/[\xc0\xed]/.test(bytes)) return decodeStrictly(bytes);
  let text = "";
  let end = 0;
  for (const match of bytes.matchAll(VARIANT)) {
    const before = decodeStrictly(bytes.slice(end, match.index));
    if (before === undefined) return undefined;
    text += before + variantCharacter(match);
    end = match.index + match[0].length;
  }
  const rest = decodeStrictly(bytes.slice(end));
  return rest === undefined ? undefined : text + rest;
}

function variantCharacter([sequence, ...parts]: RegExpMatchArray): string {
  if (sequence.startsWith("\xc0")) return "\0";
  const [a, b, c, d] = parts.map((byte) => byte.charCodeAt(0)) as [number, number, number, number];
  return String.fromCodePoint(0x10000 + ((a & 0x0f) << 16) + ((b & 0x3f) << 10) + ((c & 0x0f) << 6) + (d & 0x3f));
}

function decodeStrictly(bytes: string): string | undefined {
  try {
    const array = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(array);
  } catch {
    return undefined;
  }
}
