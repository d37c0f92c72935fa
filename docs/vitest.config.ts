import { defineConfig } from "vitest/config";

/** Tests of the built website: `npm run docs` first. */
export default defineConfig({
  resolve: { conditions: ["@alt2img/source"] },
  ssr: { resolve: { conditions: ["@alt2img/source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine takes longer than the second that vitest waits; what never comes true fails later.
    expect: { poll: { timeout: 60_000 } },
  },
});
