// What the elements say a first drawing loads is what it loads.
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { tinyLcm } from "@alt2img/tiny/lcm";
import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { describe, expect, it } from "vitest";
import { asYouTypeMessages } from "../src/messages/as-you-type.js";
import { biasGridMessages } from "../src/messages/bias-grid.js";
import { denoisingStripMessages } from "../src/messages/denoising-strip.js";
import { samplerComparisonMessages } from "../src/messages/sampler-comparison.js";

const onnx = createRequire(new URL("../../onnx/package.json", import.meta.url));
const runtime = statSync(onnx.resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm")).size;
const isLoaded = (path: string): boolean =>
  /^(?:text_encoder|unet|vae_decoder)\/(?:model\.onnx|.*\.safetensors)$|^tokenizer\/(?:vocab|merges|tokenizer)\./.test(
    path,
  );

/** In bytes; what models share is fetched once. */
async function loadedBy(...models: readonly (typeof tinyLcm)[]): Promise<number> {
  const files = (await Promise.all(models.map((model) => model.files()))).flat().filter(({ path }) => isLoaded(path));
  return [...new Map(files.map(({ url, bytes }) => [String(url), bytes])).values()].reduce((a, b) => a + b, runtime);
}

const megabytes = (message: string): number => Number(/(\d+)[  ]MB/.exec(message)?.[1]);

describe.each(["en", "de"] as const)("what the elements say in “%s” that a first drawing loads", (language) => {
  it.each([
    ["as-you-type", asYouTypeMessages[language].loads, [tinyLcm]],
    ["denoising-strip", denoisingStripMessages[language].loads, [tinyStableDiffusion]],
    ["sampler-comparison", samplerComparisonMessages[language].loads, [tinyStableDiffusion]],
    ["bias-grid", biasGridMessages[language].loads, [tinyStableDiffusion, tinySkewedTwin]],
  ])("is right within a megabyte for %s", async (_, message, models) => {
    expect(Math.abs(megabytes(message) - (await loadedBy(...models)) / 1e6)).toBeLessThan(1);
  });
});
