// Makes codecs/*.js: the decoders of two packages as modules without other files.
//
// On npm, these packages find their .wasm by `import.meta.url`, which esbuild and a page without a bundler leave
// alone, so that the file isn't there; and one of them imports its own files in a way that browsers don't understand.
// A module that holds its own bytes is found by whoever finds the module.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
const out = fileURLToPath(new URL("../codecs/", import.meta.url));
const brotli = dirname(require.resolve("brotli-dec-wasm/web"));
const zstd = join(dirname(require.resolve("@bokuweb/zstd-wasm")), "../web");

const codecs = {
  brotli: {
    glue: `export { default, BrotliDecStream, BrotliStreamResultCode } from "./brotli_dec_wasm.js";`,
    folder: brotli,
    wasm: "brotli_dec_wasm_bg.wasm",
    types: `import init from "brotli-dec-wasm/web";
export { BrotliDecStream, BrotliStreamResultCode } from "brotli-dec-wasm/web";
export default init;`,
  },
  zstd: {
    glue: `import { init } from "./index.web.js";
export { createDCtx, decompressUsingDict, freeDCtx } from "./index.web.js";
export default init;`,
    folder: zstd,
    wasm: "zstd.wasm",
    types: `export { createDCtx, decompressUsingDict, freeDCtx } from "@bokuweb/zstd-wasm";
/** @param wasm its bytes: in browsers, the package takes these as well as a path */
export default function init(wasm: Uint8Array): Promise<void>;`,
  },
};

mkdirSync(out, { recursive: true });
for (const [name, { glue, folder, wasm, types }] of Object.entries(codecs)) {
  const { outputFiles } = await build({
    stdin: { contents: glue, resolveDir: folder },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    minify: true,
    define: { "import.meta.url": '"https://localhost/"' },
    logLevel: "error",
  });
  const bytes = deflateRawSync(readFileSync(join(folder, wasm)), { level: 9 }).toString("base64");
  writeFileSync(`${out}${name}.js`, `${outputFiles[0].text}export const wasm = "${bytes}";\n`);
  writeFileSync(
    `${out}${name}.d.ts`,
    `${types}\n/** WebAssembly, deflated, in base64. */\nexport declare const wasm: string;\n`,
  );
}
