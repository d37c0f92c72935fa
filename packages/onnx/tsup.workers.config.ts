import { defineConfig } from "tsup";

/**
 * Each worker is one file that holds all it needs, ONNX Runtime's JavaScript too: a worker has no import map, and
 * bundlers pass it on untouched. The `.wasm` files stay in onnxruntime-web.
 */
export default defineConfig({
  entry: { "onnx-worker-wasm": "src/worker/wasm.ts", "onnx-worker-webgpu": "src/worker/webgpu.ts" },
  format: "esm",
  target: "es2023",
  platform: "browser",
  splitting: false,
  esbuildOptions(options) {
    options.minifyIdentifiers = true;
    options.minifySyntax = true;
    // Removing white space would also remove the comment that makes Vite skip an import in ONNX Runtime.
    options.minifyWhitespace = false;
  },
  clean: false,
  noExternal: [/^(@alt2img|onnxruntime)/],
  // What ONNX Runtime imports only in Node.
  external: ["module", "worker_threads", /^node:/],
});
