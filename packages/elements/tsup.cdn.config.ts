import { defineConfig } from "tsup";
import { entries } from "./build/entries.js";
import { siblingUrls } from "./build/sibling-urls.js";

const { index, ...others } = entries();

/** What a page without a bundler loads: everything that the elements need in one folder, in chunks that they share. */
export default defineConfig({
  entry: { "alt2img-elements": index!, ...others },
  outDir: "dist/cdn",
  format: "esm",
  target: "es2023",
  platform: "browser",
  splitting: true,
  treeshake: false,
  minify: true,
  clean: false,
  noExternal: [/./],
  inject: ["src/worker/cross-origin-worker.ts"],
  esbuildPlugins: [siblingUrls("@alt2img/elements")],
});
