import { legacyEncoder } from "./legacy-encoder.js";

/**
 * A query with everything percent-encoded that isn't ASCII, or isn't allowed in the query of a URL with a special scheme.
 * A character that the encoding doesn't have becomes a character reference, as in forms: `%26%2312354%3B`.
 *
 * @param encoding the name of a legacy encoding: not UTF-8, UTF-16 or “replacement”
 * @see https://url.spec.whatwg.org/#string-percent-encode-after-encoding
 */
export function encodeQuery(query: string, encoding: string): string {
  const encode = legacyEncoder(encoding);
  let encoded = "";
  for (const character of query) {
    const code = character.codePointAt(0)!;
    const scalar = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    const { bytes, error } = encode(scalar);
    for (const byte of bytes) encoded += percentEncode(byte);
    if (error !== undefined) encoded += `%26%23${error}%3B`;
  }
  for (const byte of encode(undefined).bytes) encoded += percentEncode(byte);
  return encoded;
}

/** @see https://url.spec.whatwg.org/#special-query-percent-encode-set */
function percentEncode(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[!$-&(-;=?-~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
