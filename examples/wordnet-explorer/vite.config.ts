import { gzipSync } from "node:zlib";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";

/** Many servers send `.bin` as it is; the loader of WordNet reads gzip. */
const gzipLexicons: Plugin = {
  name: "gzip-lexicons",
  apply: "build",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === "asset" && file.fileName.endsWith(".bin")) {
        file.source = gzipSync(file.source, { level: 9 });
      }
    }
  },
};

export default defineConfig({
  // Works in any folder of a web server.
  base: "./",
  // The packages by their sources, so that only WordNet's data have to be built before `dev`.
  resolve: { conditions: ["@alt2img/source", ...defaultClientConditions] },
  plugins: [gzipLexicons],
});
