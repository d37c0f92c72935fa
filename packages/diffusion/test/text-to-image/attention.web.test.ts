import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { describe, expect, it } from "vitest";
import {
  type GeneratedImage,
  type GenerateOptions,
  type GenerationStep,
  loadTextToImage,
  type TextToImage,
  type WordMap,
  wordMaps,
} from "../../src/text-to-image/index.js";
import golden from "../golden/attention/cases.json" with { type: "json" };
import { furthest, numbersOf } from "./golden-pictures.js";

const devices = globalThis.process?.versions?.node === undefined ? (["wasm"] as const) : (["cpu", "wasm"] as const);

async function draw(
  model: TextToImage,
  prompt: string,
  options: GenerateOptions,
): Promise<{ steps: GenerationStep[]; image: GeneratedImage }> {
  const steps: GenerationStep[] = [];
  for await (const event of model.generate(prompt, options)) {
    if (event.type === "image") return { steps, image: event };
    steps.push(event);
  }
  throw new Error("no picture");
}

const numbers = (maps: readonly WordMap[]): Float32Array => Float32Array.from(maps.flatMap(({ map }) => [...map.data]));

describe.each(devices)("the words of the tiny Stable Diffusion on %s", { timeout: 180_000 }, (device) => {
  it("are attended to where diffusers' attention and DAAM's aggregation say", async () => {
    await using model = await loadTextToImage(tinyStableDiffusion, { session: { device, threads: 1 } });
    for (const one of golden.cases.filter(({ model }) => model === "tiny")) {
      const options = { seed: one.seed, steps: one.steps, guidanceScale: one.guidance_scale };
      const { steps, image } = await draw(model, one.prompt, { ...options, attention: true });
      expect(furthest(image.latents.data, numbersOf(one.latents))).toBeLessThan(1e-3);

      const maps = wordMaps(image.attention!, { size: "latents" });
      expect(maps.map(({ text, start, end }) => [text, start, end])).toEqual(
        Object.entries(one.words).map(([word, tokens]) => [word, tokens[0], tokens.at(-1)! + 1]),
      );
      expect(furthest(numbers(maps), numbersOf(one.heat))).toBeLessThan(1e-4);
      const each = steps.flatMap(({ attention }) => [...numbers(wordMaps(attention!, { size: "latents" }))]);
      expect(furthest(each, numbersOf(one.per_step))).toBeLessThan(1e-4);
      const normalized = wordMaps(image.attention!, { size: "latents", normalize: true });
      expect(furthest(numbers(normalized), numbersOf(one.normalized))).toBeLessThan(1e-4);
      if (one.large !== undefined) {
        const large = wordMaps(image.attention!);
        expect(large[0]!.map.dims).toEqual([64, 64]);
        expect(furthest(numbers(large), numbersOf(one.large))).toBeLessThan(1e-4);
      }
    }
  });

  it("cost the picture nothing", async () => {
    await using model = await loadTextToImage(tinyStableDiffusion, { session: { device, threads: 1 } });
    const options = { steps: 3, guidanceScale: 2.5, seed: 1 };
    const plain = await draw(model, "red heart", options);
    const watched = await draw(model, "red heart", { ...options, attention: true });
    const after = await draw(model, "red heart", options);
    expect(plain.image.attention).toBeUndefined();
    for (const { image } of [watched, after]) {
      expect(furthest(image.latents.data, plain.image.latents.data)).toBe(0);
      expect(furthest(image.image.data, plain.image.image.data)).toBe(0);
    }
  });
});
