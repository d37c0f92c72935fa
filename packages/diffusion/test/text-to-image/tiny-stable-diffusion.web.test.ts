import { tinyLcm } from "@alt2img/tiny/lcm";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { describe, expect, it } from "vitest";
import {
  type GeneratedImage,
  type GenerationStep,
  loadTextToImage,
  type TextToImage,
} from "../../src/text-to-image/index.js";
import {
  fourSteps,
  furthest,
  type GoldenCase,
  type GoldenFiles,
  numbersOf,
  readGoldenCases,
  readGoldenPicture,
  type StraightCase,
  straight,
} from "./golden-pictures.js";

const devices = globalThis.process?.versions?.node === undefined ? (["wasm"] as const) : (["cpu", "wasm"] as const);

/** Draws a case, and holds it against what diffusers drew. */
async function expectGolden(model: TextToImage, golden: GoldenCase, files: GoldenFiles): Promise<void> {
  const steps: GenerationStep[] = [];
  const images: GeneratedImage[] = [];
  for await (const event of model.generate(golden.prompt, {
    seed: golden.seed,
    steps: golden.num_inference_steps,
    guidanceScale: golden.guidance_scale,
  })) {
    if (event.type === "step") steps.push(event);
    else images.push(event);
  }
  expect(steps.map(({ timestep }) => timestep)).toEqual(golden.timesteps);
  expect(steps.map(({ index }) => index)).toEqual(golden.timesteps.map((_, i) => i));
  expect(furthest(steps.at(-1)!.latents.data, numbersOf(golden.final_latents))).toBeLessThan(1e-3);

  expect(images).toHaveLength(1);
  const { image, seed, imageIndex } = images[0]!;
  expect([seed, imageIndex]).toEqual([golden.seed, 0]);
  const expected = await readGoldenPicture(files, golden);
  expect([image.width, image.height]).toEqual([expected.width, expected.height]);
  expect(furthest(image.data, expected.data)).toBeLessThanOrEqual(2);

  // After the last step nothing is left to remove, so the guess is the picture.
  const preview = await steps.at(-1)!.preview();
  expect(furthest(preview.data, image.data)).toBe(0);
  expect(furthest((await steps[0]!.preview()).data, image.data)).toBeGreaterThan(20);
}

describe.each(devices)("the tiny Stable Diffusion on %s", { timeout: 180_000 }, (device) => {
  it("draws the pictures that diffusers draws", async () => {
    await using model = await loadTextToImage(tinyStableDiffusion, { session: { device, threads: 1 } });
    for (const golden of await readGoldenCases<StraightCase>(straight)) {
      expect(model.tokenize(golden.prompt).inputIds).toEqual(golden.input_ids.at(-1));
      const { states } = await model.encode(golden.prompt);
      const expectedStates = numbersOf(golden.last_hidden_state).subarray(-states.data.length);
      expect(furthest(states.data, expectedStates)).toBeLessThan(1e-4);
      await expectGolden(model, golden, straight);
    }
  });

  it("draws them in four steps, too", async () => {
    await using model = await loadTextToImage(tinyLcm, { session: { device, threads: 1 } });
    for (const golden of await readGoldenCases(fourSteps)) await expectGolden(model, golden, fourSteps);
  });
});
