import { defineConfig, type Options } from "tsup";
import { copyData } from "./build/copy-data.js";
import { entries } from "./build/entries.js";
import { siblingUrls } from "./build/sibling-urls.js";

const { index: _, ...others } = entries();
/** The elements by themselves, or their workers: a page needs no other module. */
const ending = (end: string): Record<string, string> =>
  Object.fromEntries(Object.entries(others).filter(([, source]) => source.endsWith(end)));

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
  esbuildPlugins: [siblingUrls("@alt2img/elements"), copyData()],
};

/**
 * What a page without a bundler loads: everything that the elements need in one folder, in chunks that they share, and a script that
 * fetches those that a page has. Workers have chunks of their own: a page shouldn't load what only its workers use of a module.
 */
export default defineConfig([
  { ...options, entry: { "alt2img-elements": "src/cdn.ts", ...ending("-element.ts") } },
  { ...options, entry: ending("-worker.ts") },
]);
