import type { PartialFile } from "./model-cache.js";

/** A file that is fetched without a cache. */
export function memoryFile(): PartialFile {
  let bytes = new Uint8Array(0);
  let byteLength = 0;
  let validator: string | undefined;

  /** Doubles when the size isn't known. */
  function makeRoom(wanted: number): void {
    if (wanted <= bytes.length) return;
    const larger = new Uint8Array(Math.max(wanted, 2 * bytes.length, 1 << 16));
    larger.set(bytes.subarray(0, byteLength));
    bytes = larger;
  }

  return {
    get byteLength() {
      return byteLength;
    },
    get validator() {
      return validator;
    },
    async restart(version) {
      bytes = new Uint8Array(version.total ?? 0);
      byteLength = 0;
      validator = version.validator;
    },
    async append(chunk) {
      makeRoom(byteLength + chunk.length);
      bytes.set(chunk, byteLength);
      byteLength += chunk.length;
    },
    async read() {
      const { buffer } = bytes.length === byteLength ? bytes : bytes.slice(0, byteLength);
      return {
        byteLength,
        // If it is full, it is returned without a copy.
        slice: async (start, end = byteLength) =>
          start === 0 && end === byteLength ? buffer : buffer.slice(start, end),
      };
    },
    finish: async () => {},
    keep: async () => {},
    discard: async () => {},
  };
}
