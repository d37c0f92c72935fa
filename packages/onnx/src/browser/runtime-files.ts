// Written by scripts/make-runtime-files.mjs.

/** The version of onnxruntime-web whose JavaScript is in the workers. */
export const RUNTIME_VERSION = "1.30.0";

/** Its WebAssembly for each device: another version's must not be started. */
export const RUNTIME_FILES = {
  wasm: {
    path: "ort-wasm-simd-threaded.wasm",
    bytes: 14239897,
    sha256: "3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2",
  },
  webgpu: {
    path: "ort-wasm-simd-threaded.asyncify.wasm",
    bytes: 26781914,
    sha256: "39f9f0894d478800487ed9f7dbe92618498db320cf55c8e3d89adff8dce658da",
  },
} as const;
