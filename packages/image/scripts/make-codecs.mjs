// Makes codecs/*.js: WebAssembly as modules without other files: jSquash's codecs and the results of ../wasm/build.sh.
//
// The packages on npm find their .wasm by `import.meta.url`, which every bundler treats differently and Node's `fetch`
// refuses; and they write to globals (`ImageData` in Node). A module that holds its own bytes is found by whoever finds
// the module. The glue code gets a global object of its own, so that it sees no platform and changes none.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { transformSync } from "esbuild";

const require = createRequire(import.meta.url);
const out = fileURLToPath(new URL("../codecs/", import.meta.url));

const codecs = {
  "jpeg-encoder": "@jsquash/jpeg/codec/enc/mozjpeg_enc",
  "webp-decoder": "@jsquash/webp/codec/dec/webp_dec",
  "webp-encoder": "@jsquash/webp/codec/enc/webp_enc",
  "avif-decoder": "@jsquash/avif/codec/dec/avif_dec",
};

/** What the glue code sees in place of `globalThis`: only what the codecs construct. */
const scope = `const codecScope = {
  Uint8Array, Uint8ClampedArray, Uint16Array,
  ImageData: class { constructor(data, width, height) { this.data = data; this.width = width; this.height = height; } },
};
`;

mkdirSync(out, { recursive: true });
const read = (file) => readFileSync(fileURLToPath(new URL(`../wasm/${file}`, import.meta.url)));
writeBytes("jpeg-decoder-wasm", deflateRawSync(read("jpeg.wasm"), { level: 9 }), "WebAssembly, deflated, in base64.");
// So small that a page may compile it at once.
writeBytes("resample", read("resample.wasm"), "WebAssembly in base64.");

for (const [name, path] of Object.entries(codecs)) {
  const { code } = transformSync(readFileSync(require.resolve(`${path}.js`), "utf8"), {
    format: "esm",
    target: "es2022",
    minify: true,
    define: {
      "import.meta.url": '"https://localhost/"',
      globalThis: "codecScope",
      process: "undefined",
      window: "undefined",
      self: "undefined",
      document: "undefined",
      importScripts: "undefined",
    },
    logLevel: "error",
  });
  writeFileSync(`${out}${name}.js`, `${scope}${code}`);
  writeFileSync(
    `${out}${name}.d.ts`,
    `import type { CodecFactory } from "../src/codec/codec.js";
declare const factory: CodecFactory;
export default factory;
`,
  );
  const wasm = deflateRawSync(readFileSync(require.resolve(`${path}.wasm`)), { level: 9 });
  writeBytes(`${name}-wasm`, wasm, "WebAssembly, deflated, in base64.");
}

function writeBytes(name, bytes, what) {
  writeFileSync(`${out}${name}.js`, `export const wasm = "${bytes.toString("base64")}";\n`);
  writeFileSync(`${out}${name}.d.ts`, `/** ${what} */\nexport declare const wasm: string;\n`);
}
