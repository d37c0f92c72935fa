// The built package on pages made by bundlers with nothing configured, and on one without a bundler: it lays out a map in its worker.
import { readFileSync } from "node:fs";
import { bundlers, hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const main = `
import { mapEmbeddings } from "@alt2img/dataset/map";

const started = [];
globalThis.Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    started.push(String(url));
  }
};
const matrix = { rows: 60, dimension: 8, data: Float32Array.from({ length: 480 }, (_, i) => Math.sin(i * i)) };
const there = await mapEmbeddings(matrix, { epochs: 50 });
const here = await mapEmbeddings(matrix, { epochs: 50, worker: false });
export const result = { there: [...there], here: [...here], started: started.length };
`;

describe.skipIf(!hasChromium)("a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it.each(bundlers)("of %s makes the same map in a worker as on the page", async (bundler) => {
    // esbuild ignores files that a script names by their URL: docs/map.md says to copy it.
    const worker = readFileSync(new URL("../../dist/map-worker.js", import.meta.url));
    const served = await serveBundled(bundler, {
      from: import.meta.url,
      packages: ["@alt2img/dataset"],
      main,
      files: { "map-worker.js": worker },
      headers: { "Content-Security-Policy": "worker-src 'self'" },
    });
    try {
      const { result } = await openPage(browser, served.url, 100_000);
      const { there, here, started } = result as { there: number[]; here: number[]; started: number };
      expect(started).toBe(1);
      expect(there).toHaveLength(120);
      expect(there).toEqual(here);
    } finally {
      await served.close();
    }
  });
});
