import { gzipSync } from "node:zlib";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";

/**
 * The loader of WordNet reads gzip, and the page runs its model only on WebAssembly, which needs no other files, and in a
 * worker, where pictures need no worker of their own.
 */
const smallerAssets: Plugin = {
  name: "smaller-assets",
  apply: "build",
  generateBundle(_, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (file.type !== "asset") continue;
      if (file.fileName.endsWith(".bin")) file.source = gzipSync(file.source, { level: 9 });
      if (/asyncify.*\.wasm$|onnx-worker-webgpu|clip-picture-worker/.test(file.fileName)) delete bundle[name];
    }
  },
};

export default defineConfig({
  // Works in any folder of a web server.
  base: "./",
  // The packages by their sources, so that only the data and the worker of @alt2img/onnx have to be built before `dev`.
  resolve: { conditions: ["@alt2img/source", ...defaultClientConditions] },
  // Sample pictures stay files, so that they are fetched from the page's own server.
  build: { assetsInlineLimit: 0 },
  worker: { format: "es" },
  plugins: [smallerAssets],
});
