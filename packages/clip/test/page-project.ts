import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserProject } from "@alt2img/testing/bundlers";
import { files as tinyClip } from "@alt2img/tiny-clip";

const file = (url: string | URL): Uint8Array =>
  new Uint8Array(readFileSync(typeof url === "string" ? new URL(url, import.meta.url) : fileURLToPath(url)));

/** esbuild passes over files that a script names by their URL: the READMEs say to copy them. */
const copied = {
  "onnx-worker-wasm.js": file("../../onnx/dist/onnx-worker-wasm.js"),
  "clip-picture-worker.js": file("../dist/clip-picture-worker.js"),
  "ort-wasm-simd-threaded.wasm": file("../../onnx/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"),
};

const models = Object.fromEntries(tinyClip.map(({ path, url }) => [`tiny-clip/${path}`, file(url)]));

/**
 * A page with this package as built, and the tiny CLIP beside it.
 *
 * @param main the body of an async function that gives the page's result; `load()` loads the tiny CLIP
 */
export function pageProject(main: string, files: Readonly<Record<string, Uint8Array>> = {}): BrowserProject {
  return {
    from: import.meta.url,
    packages: ["@alt2img/clip", "@alt2img/onnx"],
    main: `
import { embedImageStream, loadClip, score } from "@alt2img/clip";
import { openModelFolder } from "@alt2img/onnx";

const load = async (path = "tiny-clip/", options = {}) =>
  loadClip(await openModelFolder(new URL(path, location.href)), { session: { device: "wasm" }, ...options });
export const result = (async () => {${main}})();
`,
    files: { ...models, ...copied, ...files },
  };
}
