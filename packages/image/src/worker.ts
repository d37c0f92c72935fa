/**
 * What a page does itself when it decodes in a worker: it reads the file, and loads the WebAssembly of the decoders. A worker
 * that is one file can't hold all of that, so its page sends it what it needs.
 * @module worker
 */

export { type DecoderName, type DecoderWasm, decoderWasm } from "./codec/decoder-wasm.js";
export { readImageFile } from "./decode/read-image-file.js";
