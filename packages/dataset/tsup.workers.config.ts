import { defineConfig } from "tsup";

/** The worker for maps is one file that holds all it needs, umap-js too: a worker has no import map, and bundlers pass it on untouched. */
export default defineConfig({
  entry: { "map-worker": "src/map/worker/serve-map.ts" },
  format: "esm",
  target: "es2023",
  platform: "neutral",
  splitting: false,
  minify: true,
  clean: false,
  noExternal: [/./],
  esbuildOptions(options) {
    options.conditions = ["@alt2img/source"];
    // umap-js is CommonJS.
    options.mainFields = ["module", "main"];
  },
});
