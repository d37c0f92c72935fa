// WebGPU in Chromium, computed on the CPU by SwiftShader: what it computes, not how fast.
import { readFileSync } from "node:fs";
import { hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import { files as tinyClip } from "@alt2img/tiny-clip";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelFile } from "./model-files.js";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const preamble = `
import { createSession, openModelFolder } from "@alt2img/onnx";
const folder = await openModelFolder(new URL("models/", location.href));
`;

const names = ["affine.onnx", "affine_fp16.onnx", "overflow_fp16.onnx", "external.onnx", "external.onnx_data"];
const vision = tinyClip.find(({ path }) => path === "onnx/vision_model.onnx")!.url;
const files = {
  ...Object.fromEntries(names.map((name) => [`models/${name}`, modelFile(name)])),
  "models/vision.onnx": new Uint8Array(readFileSync(vision)),
};

describe.skipIf(!hasChromium)("WebGPU", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium({ webgpu: true });
  });
  afterAll(() => browser.close());

  async function run(script: string): Promise<unknown> {
    const main = `${preamble}export const result = (async () => {${script}})();`;
    const served = await serveBundled("vite build", {
      from: import.meta.url,
      packages: ["@alt2img/onnx"],
      main,
      files,
    });
    try {
      return (await openPage(browser, served.url, 120_000)).result;
    } finally {
      await served.close();
    }
  }

  it("computes as WebAssembly does, in single precision, with external data", async () => {
    const result = await run(`
      const pixels = Float32Array.from({ length: 3 * 64 * 64 }, (_, i) => Math.sin(i));
      const embeds = [];
      for (const device of ["wasm", "webgpu"]) {
        await using session = await createSession(folder, "vision.onnx", { device });
        const { image_embeds } = await session.run({ pixel_values: { dims: [1, 3, 64, 64], data: pixels } });
        embeds.push(image_embeds.data);
      }
      await using session = await createSession(folder, "external.onnx", { device: "webgpu" });
      const { y } = await session.run({ x: { dims: [1, 3], data: Float32Array.of(1, 2, 3) } });
      const off = Math.max(...embeds[0].map((value, i) => Math.abs(value - embeds[1][i])));
      return { off, length: embeds[0].length, y: [...y.data], device: session.device };
    `);
    expect(result).toMatchObject({ length: 128, y: [4.5, 4.5], device: "webgpu" });
    expect((result as { off: number }).off).toBeLessThan(1e-3);
  });

  it("runs concurrent calls of several sessions one after another", async () => {
    const result = await run(`
      const sessions = await Promise.all(
        ["affine.onnx", "external.onnx"].map((file) => createSession(folder, file, { device: "webgpu" })));
      const runs = Array.from({ length: 20 }, (_, i) =>
        sessions[i % 2].run({ x: { dims: [1, 3], data: Float32Array.of(i, 0, 0) } }));
      const results = (await Promise.all(runs)).map(({ y }) => y.data[1]);
      await Promise.all(sessions.map((session) => session.close()));
      return results;
    `);
    expect(result).toEqual(Array.from({ length: 20 }, (_, i) => i / 4 - 1));
  });

  it("loads, closes and loads ten times, and the device survives", async () => {
    const result = await run(`
      const results = [];
      for (let i = 0; i < 10; i++) {
        await using session = await createSession(folder, "affine.onnx", { device: "webgpu" });
        const { y } = await session.run({ x: { dims: [1, 3], data: Float32Array.of(1, 2, 3) } });
        results.push(y.data[0]);
      }
      return results;
    `);
    expect(result).toEqual(new Array(10).fill(4.5));
  });

  it("isn't chosen automatically if it is computed on the CPU", async () => {
    const result = await run(`
      await using session = await createSession(folder, "affine.onnx");
      return session.device;
    `);
    expect(result).toBe("wasm");
  });
});
