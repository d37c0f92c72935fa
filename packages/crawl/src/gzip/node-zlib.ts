type Zlib = typeof import("node:zlib");

/** What `createInflateRaw` gives, as far as it is used. */
export type RawInflateStream = {
  /** How many bytes have gone into zlib: without those behind the end of the deflate stream. */
  readonly bytesWritten: number;
  on(event: "data", listener: (bytes: Uint8Array) => void): unknown;
  on(event: "end", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  write(bytes: Uint8Array, callback: (error?: Error | null) => void): unknown;
  close(): void;
};

/** The part of `node:zlib` that is used where the platform has it. */
export type NodeZlib = Pick<Zlib, "gunzipSync" | "inflateSync" | "inflateRawSync" | "brotliDecompressSync"> & {
  createInflateRaw(): RawInflateStream;
  /** CRC-32 of `bytes`, which follow those of which `value` is it. Since Node 20.15. */
  crc32(bytes: Uint8Array, value: number): number;
  /** Since Node 22.15. */
  zstdDecompressSync?: (bytes: Uint8Array, options: { maxOutputLength: number; dictionary?: Uint8Array }) => Uint8Array;
};

/** Node's own zlib, about twice as fast as a portable one; `undefined` in browsers. */
export const nodeZlib = (): NodeZlib | undefined => globalThis.process?.getBuiltinModule?.("node:zlib");
