import { inflateSync } from "fflate";

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** WebAssembly from deflated bytes in base64. */
export async function compileDeflated(text: string): Promise<WebAssembly.Module> {
  return await WebAssembly.compile(inflateSync(fromBase64(text)) as Uint8Array<ArrayBuffer>);
}
