/**
 * Where the files that a page needs at run time are, as seen from this file or from `dist/index.js`. Vite and webpack know this form:
 * they put the files beside what they build, and the URLs here. Nothing else may stand inside the parentheses.
 */
export const WORKER_URLS = {
  wasm: (): URL => new URL("../dist/onnx-worker-wasm.js", import.meta.url),
  webgpu: (): URL => new URL("../dist/onnx-worker-webgpu.js", import.meta.url),
} as const;

export const WASM_URLS = {
  wasm: (): URL => new URL("onnxruntime-web/ort-wasm-simd-threaded.wasm", import.meta.url),
  webgpu: (): URL => new URL("onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm", import.meta.url),
} as const;

/** Of the module that this became part of. */
export const moduleUrl = (): string => import.meta.url;
