import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Where a file of `dist/cdn` finds the folder that all packages are in, on any CDN that has npm's layout: `/npm/@alt2img/elements@1.2.3/dist/cdn/`. */
const ALL_PACKAGES = "../../../../";

/**
 * Lets every module that is bundled believe that it is where npm has it: in its own package, of this very version, on the same CDN. So
 * the packages find their workers, WebAssembly and data there, and what a page gets never changes.
 */
export function siblingUrls(own: string): Plugin {
  return {
    name: "sibling-urls",
    setup({ onLoad }) {
      onLoad({ filter: /\.m?js$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const { folder, name, version } = packageOf(path);
        if (name === own || !source.includes("import.meta.url")) return undefined;
        const file = relative(folder, path).split(sep).join("/");
        const url = JSON.stringify(`${ALL_PACKAGES}${name}@${version}/${file}`);
        return {
          contents: source.replaceAll("import.meta.url", `new URL(${url}, import.meta.url).href`),
          loader: "js",
        };
      });
    },
  };
}

function packageOf(path: string): { folder: string; name: string; version: string } {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, "utf8")) as { name?: string; version?: string };
    if (name !== undefined && version !== undefined) return { folder, name, version };
  }
}
