import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { findChromium } from "./scripts/chromium.mjs";
import { LongestFirst } from "./scripts/longest-first.js";

const resolve = { conditions: ["@alt2img/source"] };

/** A busy machine takes longer than the second that vitest waits; what never comes true fails later. */
const expect = { poll: { timeout: 20_000 } };

/** `*.test.ts` run in Node, `*.web.test.ts` in Node and in Chromium, `*.browser.test.ts` only in Chromium. */
const node: TestProjectConfiguration = {
  resolve,
  ssr: { resolve },
  test: {
    name: "node",
    include: [
      "packages/*/test/**/*.test.ts",
      "examples/*/test/**/*.test.ts",
      "bench/test/**/*.test.ts",
      "scripts/test/**/*.test.ts",
    ],
    exclude: ["**/*.browser.test.ts", "**/node_modules/**"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect,
  },
};

const executablePath = findChromium();

const browser: TestProjectConfiguration = {
  // Naming conditions replaces Vite's own ones for browsers: they are named too.
  resolve: { conditions: [...resolve.conditions, "module", "browser", "development|production"] },
  // Vite looks for packages in the tests, but not in the workers that they start, and would reload the page when it meets one.
  optimizeDeps: { entries: ["packages/elements/src/synset-graph/graph-layout.ts"] },
  test: {
    name: "chromium",
    include: ["packages/*/test/**/*.{web,browser}.test.ts", "examples/*/test/**/*.browser.test.ts"],
    testTimeout: 120_000,
    expect,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      instances: [{ browser: "chromium" }],
      provider: playwright({
        launchOptions: {
          ...(executablePath === undefined ? {} : { executablePath }),
          args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
          ],
        },
      }),
    },
  },
};

export default defineConfig({
  test: {
    // Vitest leaves one core free by default: half of a small machine.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    projects: executablePath === undefined ? [node] : [node, browser],
    reporters: ["default", "./scripts/closing-line.ts"],
  },
});
