import { defineConfig, type Options } from "tsup";
import { entries } from "./build/entries.js";
import { siblingUrls } from "./build/sibling-urls.js";

const { index, ...others } = entries();
const isWorker = (name: string): boolean => name.endsWith("-worker");
const named = (keep: (name: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(others).filter(([name]) => keep(name)));

const options: Options = {
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
};

/**
 * What a page without a bundler loads: everything that the elements need in one folder, in chunks that they share. Workers have
 * chunks of their own: a page shouldn't load what only its workers use of a module.
 */
export default defineConfig([
  { ...options, entry: { "alt2img-elements": index!, ...named((name) => !isWorker(name)) } },
  { ...options, entry: named(isWorker) },
]);
