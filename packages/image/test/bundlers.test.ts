// The built package through bundlers with nothing configured: what comes out must decode by itself, without a file beside it
// that the bundler had to know of.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goldenFile } from "./golden-files.js";
import { digest } from "./make-picture.js";

const home = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "alt2img-image-"));
const entry = join(folder, "entry.js");
const contents = `export { decodeImage } from ${JSON.stringify(join(home, "dist/index.js"))};\n`;

beforeAll(() => writeFileSync(entry, contents));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function decodesWith(bundle: string): Promise<void> {
  const { decodeImage } = (await import(pathToFileURL(bundle).href)) as typeof import("../src/index.js");
  for (const name of ["rgb-q75-s2.jpg", "lossy.webp", "rgb.png"]) {
    const { bytes, digest: expected } = goldenFile(name);
    expect(await digest((await decodeImage(bytes)).data)).toBe(expected);
  }
  expect(await decodeImage(goldenFile("rgba.avif").bytes)).toMatchObject({ width: 37, height: 29 });
}

describe("a bundle", () => {
  it("of esbuild works as one file for a bare module script", async () => {
    const outfile = join(folder, "esbuild/one.mjs");
    await esbuild({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: "esm",
      platform: "browser",
      logLevel: "error",
    });
    await decodesWith(outfile);
  });

  it("of esbuild works in chunks", async () => {
    const outdir = join(folder, "esbuild-chunks");
    await esbuild({
      ...{ entryPoints: [entry], outdir, bundle: true, splitting: true, format: "esm", platform: "browser" },
      outExtension: { ".js": ".mjs" },
      logLevel: "error",
    });
    await decodesWith(join(outdir, "entry.mjs"));
  });

  it("of Vite works", async () => {
    await vite({
      configFile: false,
      logLevel: "error",
      root: folder,
      build: { outDir: "vite", lib: { entry, formats: ["es"], fileName: () => "entry.mjs" } },
    });
    await decodesWith(join(folder, "vite/entry.mjs"));
  });
});
