import { fileURLToPath } from "node:url";
import { defaultClientConditions, defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { leaveOut } from "../shared/src/leave-out.js";
import { packedModels } from "./packed-models.js";
import { pageFrame } from "./page-frame.js";
import { smallClip } from "./small-clip.js";
import { chapters } from "./src/chapter-list.js";

const pages = ["index", ...chapters.map(({ id }) => id), "hand-in", "teacher"];

const leftOut = leaveOut("@alt2img/tiny-lcm");

export default defineConfig({
  // Works in any folder of a web server.
  base: "./",
  // The packages by their sources, so that only data and the worker of @alt2img/onnx have to be built before `dev`.
  resolve: { conditions: ["@alt2img/source", ...defaultClientConditions] },
  build: {
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: pages.map((page) => fileURLToPath(new URL(`${page}.html`, import.meta.url))),
      // Servers inflate .gz files on the way; a crawl has to arrive as it is.
      output: {
        assetFileNames: ({ names: [name = ""] }) =>
          `assets/[name]-[hash]${name.endsWith(".gz") ? ".bin" : "[extname]"}`,
      },
    },
  },
  worker: { format: "es", plugins: () => [smallClip(), leftOut] },
  plugins: [
    smallClip(),
    leftOut,
    pageFrame(),
    packedModels(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "service-worker.ts",
      injectRegister: false,
      manifestFilename: "workshop.webmanifest",
      manifest: {
        name: "alt2img workshop: from alt text to pictures",
        short_name: "alt2img",
        description: "Seven chapters about how text-to-image AI is made, with something to do in each",
        lang: "en",
        start_url: "./index.html",
        scope: "./",
        display: "standalone",
        background_color: "#fbfaf6",
        theme_color: "#2c4a7c",
        icons: [{ src: "icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
      },
      injectManifest: {
        // All pages with what they need at once; models wait until someone asks.
        globPatterns: ["**/*.{html,js,css,webp,svg,json,webmanifest,bin,parquet}"],
        globIgnores: [
          "**/princeton30-*",
          "**/tokenizer-*",
          "**/{animals,faces,food}-*",
          "**/{avif,brotli,zstd,read-lmf}-*.js",
        ],
        rollupFormat: "iife",
        dontCacheBustURLsMatching: /assets\//,
      },
    }),
  ],
});
