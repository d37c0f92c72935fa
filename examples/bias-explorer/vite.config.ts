import { defaultClientConditions, defineConfig, type Plugin } from "vite";
import { leaveOut } from "../shared/src/leave-out.js";

/** The page runs its network only on WebAssembly, which needs no other files. */
const smallerAssets: Plugin = {
  name: "smaller-assets",
  apply: "build",
  generateBundle(_, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (file.type === "asset" && /asyncify.*\.wasm$|onnx-worker-webgpu/.test(file.fileName)) delete bundle[name];
    }
  },
};

const leftOut = leaveOut("@alt2img/tiny-lcm");

export default defineConfig({
  // Works in any folder of a web server.
  base: "./",
  // The packages by their sources, so that only the worker of @alt2img/onnx has to be built before `dev`.
  resolve: { conditions: ["@alt2img/source", ...defaultClientConditions] },
  // The drawings stay files, so that they are fetched from the page's own server.
  build: { assetsInlineLimit: 0 },
  worker: { format: "es", plugins: () => [leftOut] },
  // What only the workers import, too: if `dev` finds it later, it loads the page again.
  optimizeDeps: { entries: ["index.html", "src/worker/{painter,measurer}.ts"] },
  plugins: [smallerAssets, leftOut],
});
