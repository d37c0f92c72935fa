import { defaultClientConditions, defineConfig } from "vite";

export default defineConfig({
  // Relative, so that it works in any folder of a web server.
  base: "./",
  // Uses the packages' sources, so that nothing has to be built before `dev`.
  resolve: { conditions: ["@alt2img/source", ...defaultClientConditions] },
});
