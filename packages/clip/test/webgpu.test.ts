// PyTorch's embeddings on WebGPU in Chromium, computed on the CPU by SwiftShader: what it computes, not how fast.
import { readFileSync } from "node:fs";
import { encodePng } from "@alt2img/image";
import { expectClose } from "@alt2img/testing";
import { hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Expected, GoldenModel } from "./golden-model.js";
import { pageProject } from "./page-project.js";
import { makePicture } from "./pixels/make-picture.js";

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Embedded = { device: string; texts: number[][]; images: number[][] };

const file = (model: GoldenModel, path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`golden/models/${model}/${path}`, import.meta.url)));

const small = ["config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"];
const towers = ["onnx/text_model.onnx", "onnx/vision_model.onnx"];
const models: [model: GoldenModel, paths: string[]][] = [
  ["clip", [...small, ...towers]],
  ["siglip", [...small, ...towers]],
  ["openclip", [...small, "model.onnx"]],
];

describe.skipIf(!hasChromium)("on WebGPU", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium({ webgpu: true });
  });
  afterAll(() => browser.close());

  it.each(models)(
    "a %s gives PyTorch's embeddings",
    async (model, paths) => {
      const expected = JSON.parse(new TextDecoder().decode(file(model, "expected.json"))) as Expected;
      const pictures = expected.pictures.map(([width, height, alpha]) =>
        encodePng(makePicture(width, height, { alpha })),
      );
      const files = {
        ...Object.fromEntries(pictures.map((bytes, i) => [`${i}.png`, bytes])),
        ...Object.fromEntries(paths.map((path) => [`model/${path}`, file(model, path)])),
      };
      // A web server can't list its files: a folder in memory can.
      const main = `
      const bytes = async (path) => new Uint8Array(await (await fetch("model/" + path)).arrayBuffer());
      const paths = ${JSON.stringify(paths)};
      const folder = await openModelFolder(new Map(await Promise.all(paths.map(async (path) => [path, await bytes(path)]))));
      await using clip = await loadClip(folder, { session: { device: "webgpu" }, checkpoint: { logitScale: 1 } });
      const images = [];
      for (let i = 0; i < ${pictures.length}; i++) images.push(await (await fetch(i + ".png")).blob());
      const plain = (embeddings) => embeddings.map((embedding) => [...embedding]);
      return {
        device: clip.runtime.device,
        texts: plain(await clip.embedTexts(${JSON.stringify(expected.texts.map(([text]) => text))})),
        images: plain(await clip.embedImages(images)),
      };
    `;
      const served = await serveBundled("vite build", pageProject(main, files));
      try {
        const result = (await openPage(browser, served.url, 150_000)).result as Embedded;
        expect(result.device).toBe("webgpu");
        for (const [i, embeds] of expected.text_embeds.entries()) {
          expectClose(result.texts[i]!, embeds, { atol: 1e-3, rtol: 0 });
        }
        for (const [i, embeds] of expected.image_embeds.entries()) {
          expectClose(result.images[i]!, embeds, { atol: 1e-3, rtol: 0 });
        }
      } finally {
        await served.close();
      }
    },
    180_000,
  );
});
