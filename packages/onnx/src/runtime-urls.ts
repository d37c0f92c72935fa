/**
 * The files that a page needs at run time, relative to this file or to `dist/index.js`. Vite and webpack know this
 * form: they put the files next to the ones they build, and their URLs here. The parentheses must contain nothing else.
 */
export const WORKER_URLS = {
  wasm: (): URL => new URL("../dist/onnx-worker-wasm.js", import.meta.url),
  webgpu: (): URL => new URL("../dist/onnx-worker-webgpu.js", import.meta.url),
} as const;

export const WASM_URLS = {
  wasm: (): URL => new URL("onnxruntime-web/ort-wasm-simd-threaded.wasm", import.meta.url),
  webgpu: (): URL => new URL("onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm", import.meta.url),
} as const;

/** The URL of the module that this became part of. */
export const moduleUrl = (): string => import.meta.url;
