import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const file = fileURLToPath(new URL("./src/tiny-clip.ts", import.meta.url));

/** Puts src/tiny-clip.ts in the place of the package, for everyone but itself. */
export function smallClip(): Plugin {
  return {
    name: "small-clip",
    enforce: "pre",
    resolveId: (source, importer) => (source === "@alt2img/tiny-clip" && importer !== file ? file : undefined),
  };
}
