import { describe, expect, it } from "vitest";
import { type GeneratedImage, loadTextToImage } from "../../src/text-to-image/index.js";
import golden from "../golden/pipelines/cases.json" with { type: "json" };
import { furthest, numbersOf } from "./golden-pictures.js";
import { randomPipeline } from "./random-pipeline.js";

const cases = (["sd1", "sd2"] as const).flatMap((name) => golden[name].map((one) => [name, one.seed, one] as const));

describe("pipelines with random weights, as diffusers draws with them", () => {
  it.each(cases)("%s, seed %i", async (name, _, one) => {
    await using model = await loadTextToImage(randomPipeline(name, one.scheduler), { session: { threads: 1 } });
    const size = "width" in one ? { width: one.width!, height: one.height! } : model.size;
    let last: GeneratedImage | undefined;
    for await (const event of model.generate(one.prompt, {
      seed: one.seed,
      steps: one.steps,
      guidanceScale: one.guidance_scale,
      ...("negative_prompt" in one ? { negativePrompt: one.negative_prompt } : {}),
      ...("eta" in one ? { eta: one.eta } : {}),
      size,
    })) {
      if (event.type === "image") last = event;
    }
    const { image, latents, cutWords } = last!;
    const expected = numbersOf({ dims: latents.dims, float32: one.latents });
    const scale = Math.max(...expected.map(Math.abs));
    expect(furthest(latents.data, expected) / scale).toBeLessThan(1e-3);

    const rgb = Uint8Array.from(atob(one.rgb), (character) => character.charCodeAt(0));
    expect(size).toEqual({ width: image.width, height: image.height });
    expect(image.data.length).toBe((4 / 3) * rgb.length);
    expect(
      furthest(
        rgb.map((_, i) => image.data[4 * Math.floor(i / 3) + (i % 3)]!),
        rgb,
      ),
    ).toBeLessThanOrEqual(2);
    expect(new Set(rgb).size).toBeGreaterThan(100);
    // diffusers warns of the same words, but for "oil", of which the comma is cut.
    if (one.prompt.length > 100) expect(cutWords.join(" ")).toBe("oil, on wood, by an old man from the north");
    else expect(cutWords).toEqual([]);
  });
});
