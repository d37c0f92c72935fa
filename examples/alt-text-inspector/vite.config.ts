import { defaultClientConditions, defineConfig } from "vite";

export default defineConfig({
  // Works in any folder of a web server.
  base: "./",
  // The packages by their sources, so that nothing has to be built before `dev`.
  resolve: { conditions: ["@alt2img/source", ...defaultClientConditions] },
});
