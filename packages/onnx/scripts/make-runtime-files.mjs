// Writes src/browser/runtime-files.ts from the onnxruntime-web that is installed: node scripts/make-runtime-files.mjs
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const home = new URL("../node_modules/onnxruntime-web/", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("package.json", home), "utf8"));

/** @param {string} path */
function describe(path) {
  const file = readFileSync(new URL(`dist/${path}`, home));
  const sha256 = createHash("sha256").update(file).digest("hex");
  return `{\n    path: "${path}",\n    bytes: ${file.length},\n    sha256: "${sha256}",\n  }`;
}

writeFileSync(
  new URL("../src/browser/runtime-files.ts", import.meta.url),
  `// Written by scripts/make-runtime-files.mjs.

/** The version of onnxruntime-web whose JavaScript is in the workers. */
export const RUNTIME_VERSION = "${version}";

/** Its WebAssembly for each device: another version's must not be started. */
export const RUNTIME_FILES = {
  wasm: ${describe("ort-wasm-simd-threaded.wasm")},
  webgpu: ${describe("ort-wasm-simd-threaded.asyncify.wasm")},
} as const;
`,
);
