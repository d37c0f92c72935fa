import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { expect, it } from "vitest";
import { loadTextToImage } from "../../src/text-to-image/index.js";

const settings = [
  { prompt: "a cat", seed: 3, sampler: "ddim" },
  { prompt: "a red car", seed: 2 ** 31, sampler: "euler_ancestral", guidanceScale: 3 },
] as const;

/**
 * Node and Chromium both run this file, and each must draw these bytes. They change with onnxruntime-web (its kernels may add in
 * another order) and with the model's weights, and with nothing else.
 */
const expected = [
  "7b3774cbac4e3d47cb205b981535bf1b28a642e7424a53c4801b97e1b67808a6",
  "8d4d246306bb060c3cd9b82cbcbae9fcb51bcf1226e37bee9b4bca9e1d39ddab",
];

it("a seed gives the same bytes in Node and in a browser", { timeout: 120_000 }, async () => {
  await using model = await loadTextToImage(tinyStableDiffusion, { session: { device: "wasm", threads: 1 } });
  const found: string[] = [];
  for (const { prompt, ...options } of settings) {
    for await (const event of model.generate(prompt, { ...options, steps: 6 })) {
      if (event.type === "image") found.push(await sha256(event.image.data));
    }
  }
  expect(found).toEqual(expected);
});

async function sha256(bytes: ArrayLike<number>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
