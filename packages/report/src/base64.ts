/** `String.fromCharCode` takes so many arguments on every engine. */
const CHUNK = 0x8000;

/** Base64 of bytes, as data URLs have it. (`Uint8Array.prototype.toBase64` is not in every supported Node.) */
export function toBase64(bytes: Uint8Array): string {
  let characters = "";
  for (let i = 0; i < bytes.length; i += CHUNK) characters += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(characters);
}
