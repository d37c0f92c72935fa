/** The part of `node:zlib` that is used where the platform has it. */
export type NodeZlib = Pick<
  typeof import("node:zlib"),
  "gunzipSync" | "inflateSync" | "inflateRawSync" | "brotliDecompressSync"
>;

/** Node's own zlib, about twice as fast as a portable one; `undefined` in browsers. */
export const nodeZlib = (): NodeZlib | undefined => globalThis.process?.getBuiltinModule?.("node:zlib");
