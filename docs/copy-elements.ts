// Puts the elements of the pages, and the packages whose files they fetch, below `public/npm`, as a CDN has them.
import { cpSync, readFileSync, rmSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

const packages = new URL("../packages/", import.meta.url);
const target = new URL("public/npm/", import.meta.url);

/** For each package, what of it is fetched. */
const FETCHED: Readonly<Record<string, readonly string[]>> = {
  elements: ["dist/cdn"],
  "alt-text": ["dist"],
  clip: ["dist"],
  crawl: ["dist"],
  diffusion: ["dist"],
  image: ["dist"],
  onnx: ["dist"],
  tiny: ["dist"],
  wordnet: ["dist", "data"],
  "tiny/parts/clip": ["index.js", "files"],
  "tiny/parts/crawl": ["index.js", "files"],
  "tiny/parts/lcm": ["index.js", "files"],
  "tiny/parts/skewed-twin": ["index.js", "files"],
  "tiny/parts/stable-diffusion": ["index.js", "files"],
  "tiny/parts/training-set": ["index.js", "files"],
  "onnx/node_modules/onnxruntime-web": ["dist/ort-wasm-simd-threaded.wasm", "dist/ort-wasm-simd-threaded.mjs"],
};

rmSync(target, { recursive: true, force: true });
for (const [folder, paths] of Object.entries(FETCHED)) {
  const source = new URL(`${folder}/`, packages);
  const { name, version } = JSON.parse(readFileSync(new URL("package.json", source), "utf8")) as {
    name: string;
    version: string;
  };
  for (const path of paths) {
    cpSync(fileURLToPath(new URL(path, source)), fileURLToPath(new URL(`${name}@${version}/${path}`, target)), {
      recursive: true,
      dereference: true,
      filter: (file) => !/\.map$|\.d\.ts$/.test(file) && !file.includes(`${sep}samples`),
    });
  }
}
