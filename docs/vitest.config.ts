import { defineConfig } from "vitest/config";

/** Tests of the built website: `npm run docs` first. */
export default defineConfig({
  resolve: { conditions: ["@alt2img/source"] },
  ssr: { resolve: { conditions: ["@alt2img/source"] } },
  test: { include: ["test/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
