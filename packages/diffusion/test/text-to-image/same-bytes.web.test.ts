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
  "9a9ffe158ba87729888de33234c4c79f03ef6a0fe2e4a80f5a03d1d1446075bc",
  "00f77e72eb8e927decb0c1fe557e4b85e65e28bb3f03bb36ea799c08906098bd",
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
