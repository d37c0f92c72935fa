/** How a digest is written: RFC 4648's base 16, 32, 64, or 64 with the URL-safe alphabet. */
export type DigestEncoding = "base16" | "base32" | "base64" | "base64url";

const ALPHABETS: Record<DigestEncoding, { characters: string; bits: number; group: number }> = {
  base16: { characters: "0123456789abcdef", bits: 4, group: 2 },
  base32: { characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bits: 5, group: 8 },
  base64: { characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", bits: 6, group: 4 },
  base64url: { characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", bits: 6, group: 4 },
};

/** Encodes bytes, without padding: WARC files contain SHA-1 in base 32, which needs none. */
export function encodeBase(bytes: Uint8Array, encoding: DigestEncoding): string {
  const { characters, bits } = ALPHABETS[encoding];
  let text = "";
  let buffered = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    buffered += 8;
    while (buffered >= bits) {
      buffered -= bits;
      text += characters[(value >> buffered) & ((1 << bits) - 1)];
    }
    value &= (1 << buffered) - 1;
  }
  return buffered > 0 ? text + characters[(value << (bits - buffered)) & ((1 << bits) - 1)] : text;
}

/** Decodes a text that should stand for `length` bytes; its length and its characters show the encoding. */
export function decodeBase(text: string, length: number): { bytes: Uint8Array; encoding: DigestEncoding } | undefined {
  const digits = text.replace(/=+$/, "");
  for (const encoding of ["base16", "base32", "base64", "base64url"] as const) {
    const { characters, bits, group } = ALPHABETS[encoding];
    if (digits.length !== Math.ceil((length * 8) / bits)) continue;
    if (text.length !== digits.length && text.length % group !== 0) continue;
    const cased = encoding === "base16" ? digits.toLowerCase() : encoding === "base32" ? digits.toUpperCase() : digits;
    const bytes = decodeDigits(cased, characters, bits, length);
    if (bytes !== undefined) return { bytes, encoding };
  }
  return undefined;
}

function decodeDigits(digits: string, characters: string, bits: number, length: number): Uint8Array | undefined {
  const bytes = new Uint8Array(length);
  let at = 0;
  let buffered = 0;
  let value = 0;
  for (const digit of digits) {
    const number = characters.indexOf(digit);
    if (number === -1) return undefined;
    value = (value << bits) | number;
    buffered += bits;
    if (buffered >= 8) {
      buffered -= 8;
      bytes[at++] = value >> buffered;
    }
    value &= (1 << buffered) - 1;
  }
  return bytes;
}
