// The built package on pages made by bundlers with nothing configured, and on one without a bundler.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundlers, hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelFile } from "./model-files.js";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const main = `
import { createSession, openModelFolder } from "@alt2img/onnx";

async function score() {
  const folder = await openModelFolder(new URL("models/", location.href));
  const session = await createSession(folder, "external.onnx");
  const { y } = await session.run({ x: { dims: [1, 3], data: Float32Array.of(1, 2, 3) } });
  const { device, threads, note } = session;
  await session.close();
  return { y: [...y.data], device, threads, note: note ?? "" };
}
export const result = score();
`;

/** Chromium says this by itself where there is no graphics card. */
const isOurs = (line: string): boolean => line !== "No available adapters.";

const built = (path: string): Uint8Array => new Uint8Array(readFileSync(fileURLToPath(new URL(path, import.meta.url))));
const models = Object.fromEntries(
  ["external.onnx", "external.onnx_data"].map((name) => [`models/${name}`, modelFile(name)]),
);
/** esbuild ignores files that a script names by their URL: the README says to copy them. */
const copied = {
  "onnx-worker-wasm.js": built("../dist/onnx-worker-wasm.js"),
  "ort-wasm-simd-threaded.wasm": built("../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"),
};
const csp = {
  "Content-Security-Policy":
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src data:",
};
const isolated = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

describe.skipIf(!hasChromium)("a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  const project = (bundler: string, headers: Record<string, string> = {}) => ({
    ...{ from: import.meta.url, packages: ["@alt2img/onnx"], main, headers },
    files: { ...models, ...(bundler === "esbuild" ? copied : {}) },
  });

  it.each(bundlers)("of %s runs a model in a worker, and requests nothing twice", async (bundler) => {
    const served = await serveBundled(bundler, project(bundler));
    const context = await browser.newContext();
    try {
      const first = await openPage(context, served.url);
      expect(first.result).toMatchObject({ y: [4.5, 4.5], device: "wasm", threads: 1 });
      expect((first.result as { note: string }).note).toContain("isn't cross-origin isolated");
      expect(first.complaints.filter(isOurs)).toEqual([]);
      const second = await openPage(context, served.url);
      expect(second.result).toMatchObject({ y: [4.5, 4.5] });
      expect(second.requests.filter((url) => /\.(wasm|onnx|onnx_data)($|\?)/.test(url))).toEqual([]);
    } finally {
      await context.close();
      await served.close();
    }
  });

  it.each(["vite build", "webpack", "esbuild"] as const)(
    "of %s passes a strict Content-Security-Policy",
    async (bundler) => {
      const served = await serveBundled(bundler, project(bundler, csp));
      try {
        const { result, complaints } = await openPage(browser, served.url);
        expect(result).toMatchObject({ y: [4.5, 4.5] });
        expect(complaints.filter(isOurs)).toEqual([]);
      } finally {
        await served.close();
      }
    },
  );

  it.each(bundlers)("of %s has threads if it is cross-origin isolated", async (bundler) => {
    const served = await serveBundled(bundler, {
      ...project(bundler, isolated),
      main: main.replace('"external.onnx")', '"external.onnx", { device: "wasm", threads: 2 })'),
    });
    try {
      const { result } = await openPage(browser, served.url);
      expect(result).toMatchObject({ y: [4.5, 4.5], threads: 2 });
      expect(result).toMatchObject({ note: "" });
    } finally {
      await served.close();
    }
  });
});
