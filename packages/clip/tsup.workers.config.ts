import { defineConfig } from "tsup";

const fromPage = new URL("src/pixels/worker/wasm-from-page.ts", import.meta.url).pathname;

/**
 * The worker for pictures is one file that holds all it needs but the WebAssembly of the decoders, which its page sends: a
 * worker has no import map, and bundlers pass it on untouched.
 */
export default defineConfig({
  entry: { "clip-picture-worker": "src/pixels/worker/serve-pictures.ts" },
  format: "esm",
  target: "es2023",
  platform: "browser",
  splitting: false,
  minify: true,
  clean: false,
  noExternal: [/./],
  esbuildOptions(options) {
    options.conditions = ["@alt2img/source"];
  },
  esbuildPlugins: [
    {
      name: "wasm-from-page",
      setup({ onResolve }) {
        onResolve({ filter: /\/decoder-wasm\.js$/ }, () => ({ path: fromPage }));
      },
    },
  ],
});
