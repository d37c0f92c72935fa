/** Every engine accepts this many arguments in `String.fromCharCode`. */
const CHUNK = 0x8000;

/** Base64 of bytes, for data URLs. (Not every supported Node has `Uint8Array.prototype.toBase64`.) */
export function toBase64(bytes: Uint8Array): string {
  let characters = "";
  for (let i = 0; i < bytes.length; i += CHUNK) characters += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(characters);
}
