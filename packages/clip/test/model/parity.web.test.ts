import { expectClose } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { type Clip, loadClip, logits, similarityMatrix } from "../../src/index.js";
import { folderWithout } from "../folder-of.js";
import { type Expected, type GoldenModel, goldenModel } from "../golden-model.js";
import { makePicture } from "../pixels/make-picture.js";

const devices = "window" in globalThis ? (["wasm"] as const) : (["cpu", "wasm"] as const);

async function expectPyTorch(clip: Clip, expected: Expected): Promise<void> {
  for (const [text, ids] of expected.texts) expect(clip.tokenize(text).inputIds, text).toEqual(ids);
  const texts = await clip.embedTexts(expected.texts.map(([text]) => text));
  const pictures = expected.pictures.map(([width, height, alpha]) => makePicture(width, height, { alpha }));
  const images = await clip.embedImages(pictures);
  for (const [i, embeds] of expected.text_embeds.entries()) expectClose(texts[i]!, embeds, { atol: 1e-4, rtol: 0 });
  for (const [i, embeds] of expected.image_embeds.entries()) expectClose(images[i]!, embeds, { atol: 1e-4, rtol: 0 });
  const found = logits(similarityMatrix(images, texts), clip);
  expect(found.dims).toEqual([pictures.length, expected.texts.length]);
  expectClose(found.data, expected.logits_per_image.flat(), { atol: 1e-3, rtol: 1e-4 });
}

describe.each(devices)("on %s", (device) => {
  it.each(["clip", "siglip", "openclip"] satisfies GoldenModel[])(
    "a %s gives PyTorch's embeddings and logits",
    async (name) => {
      const folder = await goldenModel(name);
      // SigLIP's towers don't show its scale and bias.
      const checkpoint = name === "siglip" ? { logitScale: 4.7, logitBias: -12.5 } : {};
      await using clip = await loadClip(folder, { session: { device }, checkpoint });
      expect(clip.runtime.device).toBe(device);
      expect(clip.family).toBe(name === "siglip" ? "siglip" : "clip");
      await expectPyTorch(clip, await folder.expected());
    },
  );

  it("a SigLIP in one file gives the same, and shows its scale and bias", async () => {
    const folder = await goldenModel("siglip");
    await using clip = await loadClip(folderWithout(folder, "onnx/text_model.onnx", "onnx/vision_model.onnx"), {
      session: { device },
    });
    expect(clip.logitScale).toBeCloseTo(4.7, 3);
    expect(clip.logitBias).toBeCloseTo(-12.5, 2);
    await expectPyTorch(clip, await folder.expected());
  });
});
