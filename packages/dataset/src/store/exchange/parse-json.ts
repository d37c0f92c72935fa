/** A 64-bit hash as a number in JSON, which JavaScript would round. In a string, the quotes around the key would be escaped. */
const LONG_HASH = /("hash"\s*:\s*)(-?\d{16,19})(?=\s*[,}])/g;

/** `JSON.parse`, but a long `hash` becomes a string of digits. @throws SyntaxError */
export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(LONG_HASH, '$1"$2"'));
}
