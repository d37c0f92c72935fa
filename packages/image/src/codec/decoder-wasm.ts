export type DecoderName = "jpeg" | "webp" | "avif";

/** Each decoder's WebAssembly, deflated (RFC 1951), in base64. It is loaded by the call, once. */
export type DecoderWasm = Readonly<Record<DecoderName, () => Promise<string>>>;

export const decoderWasm: DecoderWasm = {
  jpeg: async () => (await import("../../codecs/jpeg-decoder-wasm.js")).wasm,
  webp: async () => (await import("../../codecs/webp-decoder-wasm.js")).wasm,
  avif: async () => (await import("../../codecs/avif-decoder-wasm.js")).wasm,
};
